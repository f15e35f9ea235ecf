using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Storage.Sqlite.Engine;

namespace SqueezeFlow.Storage.Sqlite.Bars;

/// <summary>Rows of the completeness ledger.</summary>
internal static class LedgerTable
{
    private const string Insert = "INSERT OR REPLACE INTO ledger VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private const string Select =
        """
        SELECT from_unix_ms, to_unix_ms, first_id, last_id, trades, buy_notional, sell_notional, gaps_found, gaps_filled, state, proof, feed, epoch
        FROM ledger WHERE market = (SELECT number FROM market WHERE exchange = ? AND symbol = ?) AND from_unix_ms < ? AND to_unix_ms > ?
        ORDER BY from_unix_ms
        """;

    /// <summary>Writes one row over that of the same key.</summary>
    public static void Write(SqliteSession session, int market, LedgerRun run)
    {
        var insert = session.Prepare(Insert);
        insert.Bind(1, market);
        insert.Bind(2, run.FromUnixMs);
        insert.Bind(3, run.ToUnixMs);
        insert.Bind(4, run.FirstId);
        insert.Bind(5, run.LastId);
        insert.Bind(6, run.Trades);
        insert.Bind(7, run.BuyNotional);
        insert.Bind(8, run.SellNotional);
        insert.Bind(9, run.GapsFound);
        insert.Bind(10, run.GapsFilled);
        insert.Bind(11, ColumnText.Of(run.State));
        insert.Bind(12, ColumnText.Of(run.Proof));
        insert.Bind(13, run.FeedId);
        insert.Bind(14, run.Epoch);
        insert.Run();
    }

    /// <summary>Rows of a market that touch the range, in time order.</summary>
    public static List<LedgerRun> Read(SqliteSession session, MarketId market, long fromUnixMs, long toUnixMs)
    {
        using var rows = session.Prepare(Select);
        rows.Bind(1, market.Exchange);
        rows.Bind(2, market.Symbol);
        rows.Bind(3, toUnixMs);
        rows.Bind(4, fromUnixMs);
        var runs = new List<LedgerRun>();
        while (rows.Step())
        {
            runs.Add(new(
                market,
                rows.Int64(0),
                rows.Int64(1),
                rows.Int64(2),
                rows.Int64(3),
                rows.Int64(4),
                rows.Double(5),
                rows.Double(6),
                (int)rows.Int64(7),
                (int)rows.Int64(8),
                ColumnText.Parse<LedgerState>(rows.Text(9)),
                ColumnText.Parse<ProofKind>(rows.Text(10)),
                rows.Text(11),
                rows.Int64(12)));
        }

        return runs;
    }
}
