using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Influx.Schema;

namespace SqueezeFlow.Storage.Influx.Points;

/// <summary>Rows of open interest as points, with the tags and fields that other programs know.</summary>
internal static class OpenInterestPoints
{
    /// <summary>Measurement.</summary>
    public const string Measurement = "open_interest";

    private const string Columns =
        "\"open_interest_usd\", \"open_interest_coin\", \"oi_change_24h\", \"member_count\", \"members\", \"flag\", \"venue_unix_ms\", \"unknown\"";

    private static readonly string From = $"{InfluxQl.Name(InfluxFrames.RecordPolicy)}.{InfluxQl.Name(Measurement)}";

    /// <summary>The tags of a row, in ordinal order; those without a value are left out.</summary>
    public static IEnumerable<(string Name, string Value)> TagsOf(OpenInterestRow row)
    {
        yield return ("aggregate_type", row.Scope.StoredType());
        yield return ("exchange", row.Exchange);
        if (row.Market.Length > 0)
        {
            yield return (BarTags.Market, $"{row.Exchange}:{row.Market}");
            yield return ("original_symbol", row.Market);
        }

        yield return ("symbol", row.Symbol);
    }

    /// <summary>Writes one row over that of the same symbol, time, scope, exchange and market.</summary>
    public static void Write(PolicyLines lines, OpenInterestRow row)
    {
        var line = lines.For(InfluxFrames.RecordPolicy);
        line.Begin(Measurement);
        foreach (var (name, value) in TagsOf(row))
        {
            line.Tag(name, value);
        }

        line.Field("open_interest", row.Usd);
        line.Field("open_interest_usd", row.Usd);
        line.Field("open_interest_coin", row.Coins);
        line.Field("oi_change_24h", row.Change24h ?? double.NaN);
        line.Field("oi_change_pct", row.ChangePercent ?? double.NaN);
        line.Field(row.Scope is OpenInterestScope.Futures or OpenInterestScope.Total ? "exchange_count" : "pair_count", (long)row.Count);
        line.Field("member_count", (long)row.Count);
        line.Field("members", row.Members);
        line.Field("flag", row.Flag == OpenInterestDoubt.None ? "" : row.Flag.ToString());
        line.Field("venue_unix_ms", row.VenueUnixMs);

        // A field that is left out keeps what was written before.
        line.Field("unknown", $"{(double.IsFinite(row.Usd) ? "" : "usd ")}{(double.IsFinite(row.Coins) ? "" : "coin ")}{(row.Change24h is null ? "change" : "")}");
        lines.End(InfluxFrames.RecordPolicy, row.UnixMs);
    }

    /// <summary>Statement for the rows of a base coin.</summary>
    public static string Of(string symbol, long fromUnixMs, long toUnixMs) =>
        $"SELECT {Columns} FROM {From} WHERE \"symbol\" = {InfluxQl.Text(symbol)} AND {BarTags.Within(fromUnixMs, toUnixMs)} GROUP BY \"aggregate_type\", \"exchange\", \"original_symbol\"";

    /// <summary>Statement for the rows of all base coins.</summary>
    public static string OfAll(long fromUnixMs, long toUnixMs) =>
        $"SELECT {Columns} FROM {From} WHERE {BarTags.Within(fromUnixMs, toUnixMs)} GROUP BY \"symbol\", \"aggregate_type\", \"exchange\", \"original_symbol\"";

    /// <summary>Statement for the <c>first</c> or <c>last</c> row of a range.</summary>
    public static string Edge(string which, long fromUnixMs, long toUnixMs) =>
        $"SELECT {which}(\"member_count\") FROM {From} WHERE {BarTags.Within(fromUnixMs, toUnixMs)}";

    /// <summary>A row of these statements; null when it is none of ours.</summary>
    public static OpenInterestRow? Read(InfluxRow row, string symbol)
    {
        if (row.Text(8) is not { } unknown)
        {
            return null;
        }

        return new(
            symbol,
            OpenInterestScopes.Parse(row.Tags["aggregate_type"]),
            row.Tags["exchange"],
            row.Tags["original_symbol"],
            row.Time,
            unknown.Contains("usd", StringComparison.Ordinal) ? double.NaN : row.Double(1),
            unknown.Contains("coin", StringComparison.Ordinal) ? double.NaN : row.Double(2),
            unknown.Contains("change", StringComparison.Ordinal) ? null : row.Double(3),
            (int)row.Int64(4),
            row.Text(5) ?? "",
            row.Text(6) is { Length: > 0 } flag ? Enum.Parse<OpenInterestDoubt>(flag) : OpenInterestDoubt.None,
            row.Int64(7));
    }
}
