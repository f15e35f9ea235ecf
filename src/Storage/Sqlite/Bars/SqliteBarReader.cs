using System.Globalization;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage.Reading;
using SqueezeFlow.Storage.Sqlite.Engine;

namespace SqueezeFlow.Storage.Sqlite.Bars;

/// <summary>Rows of one market, read through one session. Of each timeframe one range at a time may be under way.</summary>
internal sealed class SqliteBarReader : IStoredRows
{
    private const string SelectSecond = $"SELECT {BarColumns.Names} FROM second_bar WHERE key = ?";

    private readonly SqliteSession _session;
    private readonly MarketId _market;
    private readonly int _number;

    private SqliteBarReader(SqliteSession session, MarketId market, int number)
    {
        _session = session;
        _market = market;
        _number = number;
    }

    /// <inheritdoc/>
    public long LedgerKeptFromUnixMs => KeptFrom.Read(_session, KeptFrom.Ledger);

    /// <summary>The reader of a market; null when the store does not know it.</summary>
    public static SqliteBarReader? Find(SqliteSession session, MarketId market)
    {
        using var row = session.Prepare("SELECT number FROM market WHERE exchange = ? AND symbol = ?");
        row.Bind(1, market.Exchange);
        row.Bind(2, market.Symbol);
        return row.Step() ? new(session, market, (int)row.Int64(0)) : null;
    }

    /// <inheritdoc/>
    public long KeptFromUnixMs(Timeframe timeframe) => KeptFrom.Read(_session, KeptFrom.Of(timeframe));

    /// <inheritdoc/>
    public long SettledToUnixMs(Timeframe timeframe) => long.MaxValue;

    /// <inheritdoc/>
    public IReadOnlyList<LedgerRun> ReadLedger(long fromUnixMs, long toUnixMs) => LedgerTable.Read(_session, _market, fromUnixMs, toUnixMs);

    /// <inheritdoc/>
    public long? LedgerEndUnixMs()
    {
        // Rows are in order of their beginning; the last few hold the latest end.
        using var row = _session.Prepare("SELECT max(to_unix_ms) FROM (SELECT to_unix_ms FROM ledger WHERE market = ? ORDER BY from_unix_ms DESC LIMIT 32)");
        row.Bind(1, _number);
        return row.Step() ? row.Int64OrNull(0) : null;
    }

    /// <inheritdoc/>
    public IEnumerable<StoredRow> Read(Timeframe timeframe, long fromUnixMs, long toUnixMs) =>
        timeframe == Timeframe.S1 ? ReadSeconds(fromUnixMs, toUnixMs) : ReadLonger(timeframe, fromUnixMs, toUnixMs);

    // Timeframes are read side by side: each has a statement of its own.
    private static string SelectLonger(Timeframe timeframe) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        SELECT open_unix_ms, {BarColumns.Names} FROM bar
        WHERE market = ? AND timeframe_ms = {timeframe.Milliseconds} AND open_unix_ms >= ? AND open_unix_ms < ? ORDER BY open_unix_ms
        """);

    private IEnumerable<StoredRow> ReadLonger(Timeframe timeframe, long fromUnixMs, long toUnixMs)
    {
        using var rows = _session.Prepare(SelectLonger(timeframe));
        rows.Bind(1, _number);
        rows.Bind(2, fromUnixMs);
        rows.Bind(3, toUnixMs);
        while (rows.Step())
        {
            yield return new(BarColumns.Read(rows, 1, rows.Int64(0)), BarColumns.IsImported(rows, 1));
        }
    }

    // Rows lie in order of time: one look-up a second costs less than reading the seconds of all markets.
    private IEnumerable<StoredRow> ReadSeconds(long fromUnixMs, long toUnixMs)
    {
        if (Bounds(fromUnixMs, toUnixMs) is not { } bounds)
        {
            yield break;
        }

        var last = Math.Min(bounds.Last, LastSecondUnixMs());
        using var row = _session.Prepare(SelectSecond);
        for (var unixMs = FirstSecondUnixMs(bounds.First); unixMs <= last; unixMs += 1_000)
        {
            row.Bind(1, SecondKey.Of(unixMs, _number));
            if (row.Step())
            {
                yield return new(BarColumns.Read(row, 0, unixMs), false);
            }

            row.Rewind();
        }
    }

    // No second lies before the first bar of ten seconds, which are kept longer: a new market is not looked up for a whole day.
    private long FirstSecondUnixMs(long fromUnixMs) =>
        fromUnixMs >= KeptFromUnixMs(Timeframe.S10) && FirstOf(Timeframe.S10) is { } tens ? Math.Max(fromUnixMs, tens) : fromUnixMs;

    private long? FirstOf(Timeframe timeframe)
    {
        using var row = _session.Prepare("SELECT min(open_unix_ms) FROM bar WHERE market = ? AND timeframe_ms = ?");
        row.Bind(1, _number);
        row.Bind(2, timeframe.Milliseconds);
        return row.Step() ? row.Int64OrNull(0) : null;
    }

    // The market's row is right unless there is a second behind the watermark: see MarketNumbers.
    private long LastSecondUnixMs()
    {
        var newest = SecondKey.OpenUnixMs(_session.Scalar("SELECT key FROM second_bar ORDER BY key DESC LIMIT 1"));
        var watermark = _session.Scalar("SELECT value FROM meta WHERE name = 'watermark'") * 1_000;
        using var second = _session.Prepare("SELECT 1 FROM second_bar WHERE key = ?");
        for (var unixMs = newest; unixMs > watermark; unixMs -= 1_000)
        {
            second.Bind(1, SecondKey.Of(unixMs, _number));
            if (second.Step())
            {
                return unixMs;
            }

            second.Rewind();
        }

        using var row = _session.Prepare("SELECT last_second FROM market WHERE number = ?");
        row.Bind(1, _number);
        return row.Step() ? row.Int64(0) * 1_000 : 0;
    }

    private (long First, long Last)? Bounds(long fromUnixMs, long toUnixMs)
    {
        using var rows = _session.Prepare(
            "SELECT (SELECT key FROM second_bar WHERE key >= ?1 ORDER BY key LIMIT 1), (SELECT key FROM second_bar WHERE key < ?2 ORDER BY key DESC LIMIT 1)");
        rows.Bind(1, SecondKey.From(fromUnixMs));
        rows.Bind(2, SecondKey.From(toUnixMs));
        return rows.Step() && rows.Int64OrNull(0) is { } first && rows.Int64OrNull(1) is { } last && first <= last
            ? (SecondKey.OpenUnixMs(first), SecondKey.OpenUnixMs(last))
            : null;
    }
}
