using System.Text.Json.Nodes;

namespace SqueezeFlow.Screen.Tests.Services;

/// <summary>A demo of fifty coins at the speed of life, with ten trades a second each.</summary>
public sealed class FiftyCoins : DemoService
{
    protected override IReadOnlyList<string> Arguments => ["--symbols", "50", "--speed", "1", "--rate", "500"];

    protected override bool IsReady(IReadOnlyList<JsonNode?> symbols) => symbols.Count == 50;
}
