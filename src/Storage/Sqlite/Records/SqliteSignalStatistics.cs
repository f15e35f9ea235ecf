using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Storage.Sqlite.Engine;

namespace SqueezeFlow.Storage.Sqlite.Records;

/// <summary>Statistics over the record of signals and their results in the database file, counted there.</summary>
internal sealed class SqliteSignalStatistics(SqliteDatabase database) : ISignalStatistics
{
    private const string Count =
        """
        SELECT
            CASE WHEN score >= 8 THEN 'high' WHEN score >= 6 THEN 'medium' WHEN score >= 4 THEN 'low' ELSE 'very_low' END AS tier,
            base,
            CASE
                WHEN profit > 0 THEN 'Profitable' WHEN profit < 0 THEN 'Unprofitable' WHEN profit = 0 THEN 'Expired'
                WHEN outcome = 'Expired' THEN 'Expired' WHEN outcome = 'Rejected' THEN 'Cancelled' ELSE 'Pending'
            END AS kind,
            count(*), count(profit), total(profit), coalesce(sum(minutes), 0)
        FROM (
            SELECT s.base AS base, s.outcome AS outcome, json_extract(s.body, '$.Score') AS score, r.profit_usd AS profit, r.holding_minutes AS minutes
            FROM signal s LEFT JOIN signal_result r ON r.signal_id = s.id
            WHERE s.bar_close_unix_ms >= ?1 AND s.bar_close_unix_ms < ?2 AND s.action <> 'Close'
                AND (?3 = 'All' OR (json_extract(s.body, '$.Source') IS NULL) = (?3 = 'Strategy')))
        GROUP BY tier, base, kind
        """;

    /// <inheritdoc/>
    public Task<SignalStatistics> ReadAsync(long fromUnixMs, long toUnixMs, SignalOrigin origin, CancellationToken cancellationToken) =>
        database.ReadAsync(
            "counting signals", session => SignalStatistics.Of(fromUnixMs, toUnixMs, Read(session, fromUnixMs, toUnixMs, origin)), cancellationToken);

    private static List<SignalCount> Read(SqliteSession session, long fromUnixMs, long toUnixMs, SignalOrigin origin)
    {
        using var rows = session.Prepare(Count);
        rows.Bind(1, fromUnixMs);
        rows.Bind(2, toUnixMs);
        rows.Bind(3, ColumnText.Of(origin));
        var counts = new List<SignalCount>();
        while (rows.Step())
        {
            counts.Add(new(
                rows.Text(0), rows.Text(1), ColumnText.Parse<ResultKind>(rows.Text(2)), rows.Int64(3), rows.Int64(4), rows.Number(5), rows.Int64(6)));
        }

        return counts;
    }
}
