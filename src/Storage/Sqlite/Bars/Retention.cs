using SqueezeFlow.Core.Bars;
using SqueezeFlow.Storage.Sqlite.Engine;

namespace SqueezeFlow.Storage.Sqlite.Bars;

/// <summary>Deletes what is older than its age, a few thousand rows a transaction.</summary>
internal sealed class Retention(SqliteDatabase database, DataOptions options)
{
    private const int RowsAtOnce = 5_000;

    private const string DeleteBars =
        """
        DELETE FROM bar WHERE (market, timeframe_ms, open_unix_ms) IN (
            SELECT b.market, b.timeframe_ms, b.open_unix_ms FROM market m CROSS JOIN bar b ON b.market = m.number
            WHERE b.timeframe_ms = ?3 AND b.open_unix_ms < ?1 LIMIT ?2)
        """;

    private const string DeleteLedger =
        "DELETE FROM ledger WHERE (market, from_unix_ms) IN (SELECT market, from_unix_ms FROM ledger WHERE to_unix_ms <= ?1 LIMIT ?2)";

    private const string DeleteGaps =
        """
        DELETE FROM gap WHERE (market, before_unix_ms, before_id) IN (
            SELECT market, before_unix_ms, before_id FROM gap WHERE after_unix_ms < ?1 LIMIT ?2)
        """;

    private const string DeleteSignals =
        "DELETE FROM signal WHERE id IN (SELECT id FROM signal WHERE bar_close_unix_ms < ?1 ORDER BY bar_close_unix_ms LIMIT ?2)";

    private const string DeleteOpenInterest =
        """
        DELETE FROM open_interest WHERE (unix_ms, symbol, aggregate_type, exchange, original_symbol) IN (
            SELECT unix_ms, symbol, aggregate_type, exchange, original_symbol FROM open_interest WHERE unix_ms < ?1 ORDER BY unix_ms LIMIT ?2)
        """;

    private static readonly TimeSpan RecordAge = TimeSpan.FromDays(30);

    private static readonly (Timeframe Timeframe, TimeSpan Age)[] Ages =
    [
        (Timeframe.M1, TimeSpan.FromDays(7)),
        (Timeframe.M5, TimeSpan.FromDays(30)),
        (Timeframe.M15, TimeSpan.FromDays(90)),
        (Timeframe.M30, TimeSpan.FromDays(180)),
        (Timeframe.H1, TimeSpan.FromHours(8_760)),
        (Timeframe.H4, TimeSpan.FromHours(43_800)),
    ];

    /// <summary>Deletes everything that is too old at <paramref name="nowUnixMs"/>; gives the rows deleted.</summary>
    public async Task<long> PruneAsync(long nowUnixMs, CancellationToken cancellationToken)
    {
        var end = SecondKey.From(nowUnixMs - (long)options.SecondBarRetention.TotalMilliseconds);
        var deleted = await RepeatAsync(session => DeleteSeconds(session, end), cancellationToken).ConfigureAwait(false);
        foreach (var (timeframe, age) in Ages)
        {
            deleted += await RepeatAsync(DeleteBars, nowUnixMs, age, timeframe.Milliseconds, cancellationToken).ConfigureAwait(false);
        }

        foreach (var sql in (string[])[DeleteLedger, DeleteGaps, DeleteSignals, DeleteOpenInterest])
        {
            deleted += await RepeatAsync(sql, nowUnixMs, RecordAge, null, cancellationToken).ConfigureAwait(false);
        }

        return deleted + await RepeatAsync(DeleteBeyondCap, cancellationToken).ConfigureAwait(false);
    }

    private static int DeleteSeconds(SqliteSession session, long endKey)
    {
        using var delete = session.Prepare(
            """
            DELETE FROM second_bar WHERE key < ?1 AND key <= coalesce(
                (SELECT key FROM second_bar ORDER BY key LIMIT 1 OFFSET ?2 - 1), ?1)
            """);
        delete.Bind(1, endKey);
        delete.Bind(2, RowsAtOnce);
        delete.Run();
        return session.Changes();
    }

    private static int Delete(SqliteSession session, string sql, long olderThanUnixMs, long? timeframeMs)
    {
        using var delete = session.Prepare(sql);
        delete.Bind(1, olderThanUnixMs);
        delete.Bind(2, RowsAtOnce);
        if (timeframeMs is { } milliseconds)
        {
            delete.Bind(3, milliseconds);
        }

        delete.Run();
        return session.Changes();
    }

    private int DeleteBeyondCap(SqliteSession session)
    {
        if (options.MaxFileBytes == 0)
        {
            return 0;
        }

        var used = (session.Scalar("PRAGMA page_count") - session.Scalar("PRAGMA freelist_count")) * session.Scalar("PRAGMA page_size");
        return used > options.MaxFileBytes / 10 * 9 ? DeleteSeconds(session, long.MaxValue) : 0;
    }

    private Task<long> RepeatAsync(string sql, long nowUnixMs, TimeSpan age, long? timeframeMs, CancellationToken cancellationToken)
    {
        var olderThan = nowUnixMs - (long)age.TotalMilliseconds;
        return RepeatAsync(session => Delete(session, sql, olderThan, timeframeMs), cancellationToken);
    }

    private async Task<long> RepeatAsync(Func<SqliteSession, int> delete, CancellationToken cancellationToken)
    {
        var total = 0L;
        int deleted;
        do
        {
            deleted = await database.WriteAsync("deleting old rows", delete, cancellationToken).ConfigureAwait(false);
            total += deleted;
        }
        while (deleted > 0);
        return total;
    }
}
