using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Influx.Schema;

namespace SqueezeFlow.Storage.Influx.Points;

/// <summary>Holes in the trades as points, at the time of the last trade before. Several of one millisecond are told apart by its id, as nanoseconds.</summary>
internal static class GapPoints
{
    /// <summary>Measurement.</summary>
    public const string Measurement = "gaps";

    private const int NsOfMs = 1_000_000;

    // A field that is left out keeps what was written before.
    private const long Unknown = -1;

    /// <summary>Writes one gap over that of the same key.</summary>
    public static void Write(PolicyLines lines, string name, Gap gap) => Write(lines, name, gap, NsOf(gap.BeforeId));

    /// <summary>Writes a gap at a place of its own within its millisecond.</summary>
    public static void Write(PolicyLines lines, string name, Gap gap, int ns)
    {
        var line = lines.For(InfluxFrames.LedgerPolicy);
        line.Begin(Measurement);
        line.Tag(BarTags.Market, name);
        line.Field("before_id", gap.BeforeId);
        line.Field("after_id", gap.AfterId);
        line.Field("after_unix_ms", gap.AfterUnixMs);
        line.Field("missing", gap.Missing ?? Unknown);
        line.Field("reason", gap.Reason);
        line.Field("filled_by", gap.FilledBy ?? "");
        lines.End(InfluxFrames.LedgerPolicy, gap.BeforeUnixMs, ns);
    }

    /// <summary>Statement for the gaps that touch a range.</summary>
    /// <param name="markets">Condition for the markets; null for all.</param>
    /// <param name="fromUnixMs">Start, inclusive.</param>
    /// <param name="toUnixMs">End, exclusive.</param>
    public static string Touching(string? markets, long fromUnixMs, long toUnixMs)
    {
        var whose = markets is null ? "" : $"({markets}) AND ";
        return $"SELECT \"before_id\", \"after_id\", \"after_unix_ms\", \"missing\", \"reason\", \"filled_by\" FROM {InfluxQl.Name(InfluxFrames.LedgerPolicy)}.{InfluxQl.Name(Measurement)} " +
            $"WHERE {whose}time < {InfluxQl.Time(BarTags.Clamp(toUnixMs))} AND \"after_unix_ms\" >= {BarTags.Number(fromUnixMs)} GROUP BY {BarTags.QuotedMarket}";
    }

    /// <summary>A row of <see cref="Touching"/>.</summary>
    public static Gap Read(InfluxRow row, MarketId market) => new(
        market,
        row.Int64(1),
        row.Time,
        row.Int64(2),
        row.Int64(3),
        row.Int64(4) is >= 0 and var missing ? missing : null,
        row.Text(5) ?? "",
        row.Text(6) is { Length: > 0 } by ? by : null);

    private static int NsOf(long id) => (int)(((id % NsOfMs) + NsOfMs) % NsOfMs);
}
