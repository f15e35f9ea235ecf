using System.Globalization;
using System.Text.Json;

namespace SqueezeFlow.TestSupport;

/// <summary>The trades that others found in the recorded frames of a venue, and which lines say nothing of it.</summary>
public sealed class ExpectedTrades
{
    // Versions of a venue's interface that nobody serves any more: their frames must do no harm, and give nothing.
    private static readonly HashSet<(string Venue, string Tag)> Outdated =
        [("BYBIT", "v2"), ("BITGET", "v1"), ("OKX", "v3"), ("GATE", "v3"), ("GEMINI", "v1"), ("CRYPTOCOM", "v2-2022")];

    private readonly string _venue;
    private readonly JsonElement _verdicts;

    private ExpectedTrades(string venue)
    {
        _venue = venue;
        Manifest = Read("manifest.json");
        _verdicts = Read("expected.json").GetProperty("files");
    }

    /// <summary>Per file where its lines come from and what they are.</summary>
    public JsonElement Manifest { get; }

    /// <summary>Whether a venue has recorded frames; every one has where the folder is missing, so that the tests say so.</summary>
    public static bool Has(string venue) => SharedData.Root is not { } root || Directory.Exists(Path.Combine(root, "fixtures", "exchanges", venue));

    /// <summary>Of a venue by its id.</summary>
    public static ExpectedTrades Of(string venue) => new(venue);

    /// <summary>Every file of frames; answers to requests are none.</summary>
    public static string[] FilesOf(string venue) =>
    [
        .. Directory.GetFiles(SharedData.Require("fixtures", "exchanges", venue), "*.jsonl")
            .Where(path => !Path.GetFileName(path).StartsWith("rest-", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Whether a line, from 1, is of an interface that is gone.</summary>
    public static bool IsOutdated(string venue, JsonElement manifest, string file, int line)
    {
        var entry = manifest.GetProperty(file).GetProperty("lines")[line - 1];
        return entry.GetArrayLength() > 2 && Outdated.Contains((venue, entry[2].GetString() ?? string.Empty));
    }

    /// <summary>Whether a line, from 1, is of an interface that is gone.</summary>
    public bool IsOutdated(string file, int line) => IsOutdated(_venue, Manifest, file, line);

    /// <summary>The trades of a line, from 1; null when nobody has looked.</summary>
    public JsonElement[]? In(string file, int line)
    {
        if (IsOutdated(file, line) || !_verdicts.TryGetProperty(file, out var verdicts))
        {
            return [];
        }

        return verdicts.GetProperty("linesWithoutOracle").EnumerateArray().Any(without => without.GetInt32() == line) ? null
            : verdicts.GetProperty("trades").TryGetProperty(line.ToString(CultureInfo.InvariantCulture), out var trades) ? [.. trades.EnumerateArray()]
            : [];
    }

    private JsonElement Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedData.Require("fixtures", "exchanges", _venue, file)));
        return document.RootElement.Clone();
    }
}
