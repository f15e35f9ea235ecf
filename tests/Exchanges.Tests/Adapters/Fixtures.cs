using System.Text;
using System.Text.Json;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Recording;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

/// <summary>The recorded frames of a venue and the trades that others found in them.</summary>
internal static class Fixtures
{
    /// <summary>Venues with recorded frames; all of them where the folder is missing, so that the tests say so.</summary>
    public static IEnumerable<IExchangeAdapter> Recorded => ExchangeCatalog.All.Where(adapter => ExpectedTrades.Has(adapter.Descriptor.Id));

    public static TheoryData<string> Venues() => [.. Recorded.Select(adapter => adapter.Descriptor.Id)];

    public static IExchangeAdapter AdapterOf(string venue)
    {
        Assert.True(ExchangeCatalog.TryGet(venue, out var adapter));
        return adapter;
    }

    /// <summary>Every frame file of a venue with its lines; REST bodies are no frames.</summary>
    public static IEnumerable<(string File, byte[][] Frames)> FramesOf(string venue) =>
        ExpectedTrades.FilesOf(venue).Select(path => (Path.GetFileName(path), File.ReadAllLines(path).Select(FrameOf).ToArray()));

    /// <summary>The venues with a capability that have a file of recorded answers; all of them where the data is not there at all.</summary>
    public static TheoryData<string> VenuesWith<T>(string file) =>
    [
        .. ExchangeCatalog.All.Where(adapter => adapter is T).Select(adapter => adapter.Descriptor.Id)
            .Where(venue => SharedData.Root is not { } root || File.Exists(Path.Combine(root, "fixtures", "exchanges", venue, file))),
    ];

    /// <summary>The recorded answers of a kind, each with the request that it answers as far as that is known.</summary>
    public static (string Where, string Request, byte[] Body)[] AnswersOf(string venue, string file)
    {
        var lines = ManifestOf(venue).GetProperty(file).GetProperty("lines");
        return
        [
            .. File.ReadAllLines(SharedData.Require("fixtures", "exchanges", venue, file)).Select((line, at) =>
                ($"{venue}/{file}:{at + 1}", lines[at].GetProperty("request").GetString() ?? string.Empty, Encoding.UTF8.GetBytes(line))),
        ];
    }

    /// <summary>Per file where its lines come from and what they are.</summary>
    public static JsonElement ManifestOf(string venue) => ExpectedTrades.Of(venue).Manifest;

    /// <summary>Whether a line, from 1, is of an interface that is gone.</summary>
    public static bool IsOutdated(string venue, JsonElement manifest, string file, int line) => ExpectedTrades.IsOutdated(venue, manifest, file, line);

    private static byte[] FrameOf(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line);
        byte[] binary = [];
        return BinaryLine.IsOne(bytes) && BinaryLine.TryDecode(bytes, ref binary, out var decoded) ? decoded.ToArray() : bytes;
    }
}
