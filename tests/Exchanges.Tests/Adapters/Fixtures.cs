using System.Text;
using System.Text.Json;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Recording;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

/// <summary>The recorded frames of a venue and the trades that others found in them.</summary>
internal static class Fixtures
{
    // Versions of a venue's interface that nobody serves any more: their frames must do no harm, and give nothing.
    private static readonly HashSet<(string Venue, string Tag)> Outdated =
        [("BYBIT", "v2"), ("BITGET", "v1"), ("OKX", "v3"), ("GATE", "v3"), ("GEMINI", "v1"), ("CRYPTOCOM", "v2-2022")];

    /// <summary>Venues with recorded frames; all of them where the folder is missing, so that the tests say so.</summary>
    public static TheoryData<string> Venues() => [.. ExchangeCatalog.All
        .Select(adapter => adapter.Descriptor.Id)
        .Where(id => SharedData.Root is not { } root || Directory.Exists(Path.Combine(root, "fixtures", "exchanges", id)))];

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
            .Select(path => (Path.GetFileName(path), File.ReadAllLines(path).Select(FrameOf).ToArray()));

    public static JsonElement ExpectedOf(string venue)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedData.Require("fixtures", "exchanges", venue, "expected.json")));
        return document.RootElement.GetProperty("files").Clone();
    }

    /// <summary>Per file where its lines come from and what they are.</summary>
    public static JsonElement ManifestOf(string venue)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedData.Require("fixtures", "exchanges", venue, "manifest.json")));
        return document.RootElement.Clone();
    }

    /// <summary>Whether a line, from 1, is of an interface that is gone.</summary>
    public static bool IsOutdated(string venue, JsonElement manifest, string file, int line)
    {
        var entry = manifest.GetProperty(file).GetProperty("lines")[line - 1];
        return entry.GetArrayLength() > 2 && Outdated.Contains((venue, entry[2].GetString() ?? string.Empty));
    }

    private static byte[] FrameOf(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line);
        byte[] binary = [];
        return BinaryLine.IsOne(bytes) && BinaryLine.TryDecode(bytes, ref binary, out var decoded) ? decoded.ToArray() : bytes;
    }
}
