using System.Text;
using System.Text.Json;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

/// <summary>The recorded frames of a venue and the trades that others found in them.</summary>
internal static class Fixtures
{
    public static TheoryData<string> Venues() => [.. ExchangeCatalog.All.Select(adapter => adapter.Descriptor.Id)];

    public static IExchangeAdapter AdapterOf(string venue)
    {
        Assert.True(ExchangeCatalog.TryGet(venue, out var adapter));
        return adapter;
    }

    /// <summary>Every frame file of a venue with its lines; REST bodies are no frames.</summary>
    public static IEnumerable<(string File, byte[][] Frames)> FramesOf(string venue) =>
        Directory.GetFiles(SharedData.Require("fixtures", "exchanges", venue), "*.jsonl")
            .Where(path => !Path.GetFileName(path).StartsWith("rest-", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => (Path.GetFileName(path), File.ReadAllLines(path).Select(Encoding.UTF8.GetBytes).ToArray()));

    public static JsonElement ExpectedOf(string venue)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedData.Require("fixtures", "exchanges", venue, "expected.json")));
        return document.RootElement.GetProperty("files").Clone();
    }
}
