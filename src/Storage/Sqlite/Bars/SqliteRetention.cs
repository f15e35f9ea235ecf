using SqueezeFlow.Core.Bars;
using SqueezeFlow.Storage.Sqlite.Engine;

namespace SqueezeFlow.Storage.Sqlite.Bars;

/// <summary>Deletes what is older than its age, a few thousand rows a transaction.</summary>
internal sealed class SqliteRetention(SqliteDatabase database, DataOptions options)
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

    // Those of signals on record go with them; these are of signals that never came on record, or outlived by their positions.
    private const string DeleteSteps =
        "DELETE FROM signal_step WHERE number IN (SELECT number FROM signal_step WHERE market_unix_ms < ?1 ORDER BY market_unix_ms LIMIT ?2)";

    private const string DeleteOpenInterest =
        """
        DELETE FROM open_interest WHERE (unix_ms, symbol, aggregate_type, exchange, original_symbol) IN (
            SELECT unix_ms, symbol, aggregate_type, exchange, original_symbol FROM open_interest WHERE unix_ms < ?1 ORDER BY unix_ms LIMIT ?2)
        """;

    // What the grain of a sender's id keeps, whose signal goes by then.
    private const string DeleteExternal =
        """
        DELETE FROM grain_state WHERE (storage, grain, name) IN (
            SELECT storage, grain, name FROM grain_state WHERE name = 'external' AND json_extract(state, '$.KeptUnixMs') < ?1 LIMIT ?2)
        """;

    private static readonly TimeSpan RecordAge = TimeSpan.FromDays(30);

    // The ledger tells which bars are whole: it must outlive them, days excepted.
    private static readonly TimeSpan LedgerAge = TimeSpan.FromHours(43_800);

    private static readonly TimeSpan TenSecondAge = TimeSpan.FromHours(24);

    private static readonly (Timeframe Timeframe, TimeSpan Age)[] Ages =
    [
        (Timeframe.M1, TimeSpan.FromDays(7)),
        (Timeframe.M5, TimeSpan.FromDays(30)),
        (Timeframe.M15, TimeSpan.FromDays(90)),
        (Timeframe.M30, TimeSpan.FromDays(180)),
        (Timeframe.H1, TimeSpan.FromHours(8_760)),
        (Timeframe.H4, LedgerAge),
    ];

    /// <summary>Deletes everything that is too old at <paramref name="nowUnixMs"/>; gives the rows deleted.</summary>
    public async Task<long> PruneAsync(long nowUnixMs, CancellationToken cancellationToken)
    {
        var end = SecondKey.From(nowUnixMs - (long)options.SecondBarRetention.TotalMilliseconds);
        var deleted = await RepeatAsync(session => DeleteSeconds(session, end), cancellationToken).ConfigureAwait(false);
        var tenSeconds = options.SecondBarRetention > TenSecondAge ? options.SecondBarRetention : TenSecondAge;
        foreach (var (timeframe, age) in Ages.Prepend((Timeframe.S10, tenSeconds)))
        {
            deleted += await RepeatAsync(session => DeleteLonger(session, timeframe, Before(nowUnixMs, age)), cancellationToken).ConfigureAwait(false);
        }

        deleted += await RepeatAsync(session => DeleteRuns(session, Before(nowUnixMs, LedgerAge)), cancellationToken).ConfigureAwait(false);
        foreach (var sql in (string[])[DeleteGaps, DeleteSignals, DeleteSteps, DeleteOpenInterest, DeleteExternal])
        {
            deleted += await RepeatAsync(session => Delete(session, sql, Before(nowUnixMs, RecordAge)), cancellationToken).ConfigureAwait(false);
        }

        return deleted + await RepeatAsync(DeleteBeyondCap, cancellationToken).ConfigureAwait(false);
    }

    private static long Before(long nowUnixMs, TimeSpan age) => nowUnixMs - (long)age.TotalMilliseconds;

    private static int DeleteSeconds(SqliteSession session, long endKey)
    {
        using var last = session.Prepare(
            "SELECT max(key) FROM (SELECT key FROM second_bar WHERE key < ?1 ORDER BY key LIMIT ?2)");
        last.Bind(1, endKey);
        last.Bind(2, RowsAtOnce);
        if (!last.Step() || last.Int64OrNull(0) is not { } key)
        {
            return 0;
        }

        KeptFrom.Move(session, KeptFrom.Of(Timeframe.S1), SecondKey.OpenUnixMs(key) + Timeframe.S1.Milliseconds);
        using var delete = session.Prepare("DELETE FROM second_bar WHERE key <= ?");
        delete.Bind(1, key);
        delete.Run();
        return session.Changes();
    }

    private static int DeleteLonger(SqliteSession session, Timeframe timeframe, long olderThanUnixMs)
    {
        var deleted = Delete(session, DeleteBars, olderThanUnixMs, timeframe.Milliseconds);
        if (deleted > 0)
        {
            KeptFrom.Move(session, KeptFrom.Of(timeframe), olderThanUnixMs);
        }

        return deleted;
    }

    private static int DeleteRuns(SqliteSession session, long olderThanUnixMs)
    {
        var deleted = Delete(session, DeleteLedger, olderThanUnixMs);
        if (deleted > 0)
        {
            KeptFrom.Move(session, KeptFrom.Ledger, olderThanUnixMs);
        }

        return deleted;
    }

    private static int Delete(SqliteSession session, string sql, long olderThanUnixMs, long? timeframeMs = null)
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
