using System.Text.Json.Nodes;

namespace SqueezeFlow.Screen.Tests.Services;

/// <summary>A demo of two coins at four times the speed of life: ten seconds are forty of its market, and what is missing stays so for long enough to be looked at.</summary>
public sealed class SlowDemo : DemoService
{
    protected override IReadOnlyList<string> Arguments => ["--symbols", "2", "--speed", "4", "--rate", "200"];

    protected override bool IsReady(IReadOnlyList<JsonNode?> symbols) => symbols.Count == 2;
}
