using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Storage.Sqlite.Engine;

namespace SqueezeFlow.Storage.Sqlite.Bars;

/// <summary>Holes in the trades, open and filled.</summary>
internal static class GapTable
{
    private const string Insert = "INSERT OR REPLACE INTO gap VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

    private const string Select =
        """
        SELECT m.exchange, m.symbol, g.before_id, g.before_unix_ms, g.after_id, g.after_unix_ms, g.missing, g.reason, g.filled_by
        FROM gap g JOIN market m ON m.number = g.market
        WHERE g.before_unix_ms < ?1 AND g.after_unix_ms >= ?2 AND (?3 IS NULL OR (m.exchange = ?3 AND m.symbol = ?4))
        ORDER BY g.before_unix_ms, m.exchange, m.symbol, g.before_id
        """;

    /// <summary>Writes one gap over that of the same key.</summary>
    public static void Write(SqliteSession session, int market, Gap gap)
    {
        var insert = session.Prepare(Insert);
        insert.Bind(1, market);
        insert.Bind(2, gap.BeforeUnixMs);
        insert.Bind(3, gap.BeforeId);
        insert.Bind(4, gap.AfterUnixMs);
        insert.Bind(5, gap.AfterId);
        insert.Bind(6, gap.Missing);
        insert.Bind(7, gap.Reason);
        insert.Bind(8, gap.FilledBy);
        insert.Run();
    }

    /// <summary>Gaps that touch the range, of one market or of all, in time order.</summary>
    public static List<Gap> Read(SqliteSession session, MarketId? market, long fromUnixMs, long toUnixMs)
    {
        using var rows = session.Prepare(Select);
        rows.Bind(1, toUnixMs);
        rows.Bind(2, fromUnixMs);
        rows.Bind(3, market?.Exchange);
        rows.Bind(4, market?.Symbol);
        var gaps = new List<Gap>();
        while (rows.Step())
        {
            gaps.Add(new(
                new(rows.Text(0), rows.Text(1)),
                rows.Int64(2),
                rows.Int64(3),
                rows.Int64(4),
                rows.Int64(5),
                rows.Int64OrNull(6),
                rows.Text(7),
                rows.TextOrNull(8)));
        }

        return gaps;
    }
}
