using System.Globalization;
using System.Text;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness.Ids;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Influx.Protocol;

namespace SqueezeFlow.Storage.Influx.Points;

/// <summary>
/// What the bars of a market contain, as a point beside them: in one request with them, so that a process that is killed leaves both or neither. What the same write says in
/// other policies goes with it as lines, for the next who reads: these may not have been sent.
/// </summary>
internal static class PositionPoints
{
    /// <summary>Measurement.</summary>
    public const string Measurement = "positions";

    // A text field holds 64 KB.
    private const int MostHoles = 500;

    /// <summary>Writes one point over that of the same hour.</summary>
    /// <param name="lines">Where to.</param>
    /// <param name="policy">That of the bars.</param>
    /// <param name="name">Name of the market.</param>
    /// <param name="position">The position.</param>
    /// <param name="rest">What the write says of the market in <see cref="Schema.InfluxFrames.LedgerPolicy"/>.</param>
    /// <param name="countedToUnixMs">Time to which the write has counted the market, exclusive.</param>
    public static void Write(PolicyLines lines, string policy, string name, StoredPosition position, string rest, long countedToUnixMs)
    {
        var line = lines.For(policy);
        line.Begin(Measurement);
        line.Tag(BarTags.Market, name);
        line.Field("sources", Join(position.Sources.Select(source => Invariant($"{source.Key}:{source.Value}{(position.Readers.TryGetValue(source.Key, out var readUnixMs) ? Invariant($":{readUnixMs}") : "")}"))));
        line.Field("holes", Join(position.Holes.TakeLast(MostHoles).Select(hole => Invariant($"{hole.FirstId}:{hole.LastId}:{hole.BeforeUnixMs}:{hole.AfterUnixMs}"))));
        line.Field("ids", Join(position.Ids.TakeLast(StoredPosition.MostIds).Select(id => Invariant($"{id}"))));
        line.Field("untold", position.Untold is { } untold ? Invariant($"{untold.FromUnixMs}:{untold.ThroughUnixMs}") : "");
        line.Field("rest", Convert.ToBase64String(Encoding.UTF8.GetBytes(rest)));
        lines.EndApart(policy, Timeframe.H1.Floor(countedToUnixMs), countedToUnixMs - 1);
    }

    /// <summary>Statement for the latest point of each name of some markets in a policy.</summary>
    public static string Latest(string policy, string markets) =>
        $"SELECT \"sources\", \"holes\", \"ids\", \"rest\", \"untold\" FROM {InfluxQl.Name(policy)}.{InfluxQl.Name(Measurement)} WHERE {markets} GROUP BY {BarTags.QuotedMarket} ORDER BY time DESC LIMIT 1";

    /// <summary>A row of <see cref="Latest"/>.</summary>
    public static (StoredPosition Position, string Lines) Read(InfluxRow row, MarketId market) => (
        new(
            market,
            Split(row.Text(1)).Select(text => text.Split(':')).ToDictionary(parts => parts[0], parts => Number(parts[1])),
            [.. Split(row.Text(2)).Select(text => text.Split(':').Select(Number).ToArray()).Select(n => new IdRange(n[0], n[1], n[2], n[3]))])
        {
            ReachesUnixMs = row.Time,
            Ids = [.. Split(row.Text(3)).Select(Number)],
            Untold = Split(row.Text(5)).Select(text => text.Split(':')).Select(parts => ((long, long)?)(Number(parts[0]), Number(parts[1]))).FirstOrDefault(),
            Readers = Split(row.Text(1)).Select(text => text.Split(':')).Where(parts => parts.Length > 2).ToDictionary(parts => parts[0], parts => Number(parts[2])),
        },
        Encoding.UTF8.GetString(Convert.FromBase64String(row.Text(4) ?? "")));

    private static string Join(IEnumerable<string> parts) => string.Join(' ', parts);

    private static string[] Split(string? text) => (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static long Number(string text) => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
