using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Influx.Schema;

namespace SqueezeFlow.Storage.Influx.Points;

/// <summary>Rows of the completeness ledger as points, at the time of their beginning.</summary>
internal static class LedgerPoints
{
    /// <summary>Measurement.</summary>
    public const string Measurement = "ledger";

    private const string Columns =
        "\"to_unix_ms\", \"first_id\", \"last_id\", \"trades\", \"buy_notional\", \"sell_notional\", \"gaps_found\", \"gaps_filled\", \"state\", \"proof\", \"feed\", \"epoch\", "
        + "\"closed_to_unix_ms\", \"closed_last_id\", \"closed_trades\", \"closed_buy_notional\", \"closed_sell_notional\"";

    private static readonly string From = $"{InfluxQl.Name(InfluxFrames.LedgerPolicy)}.{InfluxQl.Name(Measurement)}";

    /// <summary>Writes one row over that of the same market and beginning.</summary>
    /// <param name="lines">Where to.</param>
    /// <param name="name">Name of the market.</param>
    /// <param name="run">The row.</param>
    /// <param name="ns">Less than a million; another number makes it a row beside the one of the same beginning.</param>
    public static void Write(PolicyLines lines, string name, LedgerRun run, int ns = 0)
    {
        var line = lines.For(InfluxFrames.LedgerPolicy);
        line.Begin(Measurement);
        line.Tag(BarTags.Market, name);
        line.Field("to_unix_ms", run.ToUnixMs);
        line.Field("first_id", run.FirstId);
        line.Field("last_id", run.LastId);
        line.Field("trades", run.Trades);
        line.Field("buy_notional", run.BuyNotional);
        line.Field("sell_notional", run.SellNotional);
        line.Field("gaps_found", (long)run.GapsFound);
        line.Field("gaps_filled", (long)run.GapsFilled);
        line.Field("state", run.State.ToString());
        line.Field("proof", run.Proof.ToString());
        line.Field("feed", run.FeedId);
        line.Field("epoch", run.Epoch);
        WriteClosed(line, run);
        lines.End(InfluxFrames.LedgerPolicy, run.FromUnixMs, ns);
    }

    // A point keeps the fields that a later write of it leaves out: where all of a row is closed its end says so.
    private static void WriteClosed(LineWriter line, LedgerRun run)
    {
        line.Field("closed_to_unix_ms", run.Closed?.ToUnixMs ?? run.ToUnixMs);
        if (run.Closed is { } part)
        {
            line.Field("closed_last_id", part.LastId);
            line.Field("closed_trades", part.Trades);
            line.Field("closed_buy_notional", part.BuyNotional);
            line.Field("closed_sell_notional", part.SellNotional);
        }
    }

    // Versions before wrote rows without.
    private static ClosedPart? ReadClosed(InfluxRow row, long toUnixMs) => row.IsNull(13) || row.Int64(13) == toUnixMs
        ? null
        : new(row.Int64(13), row.Int64(14), row.Int64(15), row.Double(16), row.Double(17));

    /// <summary>Statement for the rows of markets that touch a range, however long before it they begin.</summary>
    public static string Touching(string markets, long fromUnixMs, long toUnixMs) =>
        $"SELECT {Columns} FROM {From} WHERE ({markets}) AND time < {InfluxQl.Time(BarTags.Clamp(toUnixMs))} AND \"to_unix_ms\" > {BarTags.Number(fromUnixMs)} GROUP BY {BarTags.QuotedMarket}";

    /// <summary>Statement for the end of the latest row of each of some markets.</summary>
    public static string Ends(string markets) =>
        $"SELECT max(\"to_unix_ms\") FROM {From} WHERE {markets} GROUP BY {BarTags.QuotedMarket}";

    /// <summary>A row of <see cref="Touching"/>.</summary>
    public static LedgerRun Read(InfluxRow row, MarketId market) => new(
        market,
        row.Time,
        row.Int64(1),
        row.Int64(2),
        row.Int64(3),
        row.Int64(4),
        row.Double(5),
        row.Double(6),
        (int)row.Int64(7),
        (int)row.Int64(8),
        Enum.Parse<LedgerState>(row.Text(9) ?? ""),
        Enum.Parse<ProofKind>(row.Text(10) ?? ""),
        row.Text(11) ?? "",
        row.Int64(12))
    { Closed = ReadClosed(row, row.Int64(1)) };
}
