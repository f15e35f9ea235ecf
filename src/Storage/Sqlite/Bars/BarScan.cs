using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Storage.Sqlite.Engine;

namespace SqueezeFlow.Storage.Sqlite.Bars;

/// <summary>Reads the bars of all markets in order of market, then time, a page at a time. SQLite sorts one-second bars on disk, not in memory.</summary>
internal sealed class BarScan(Timeframe timeframe, long fromUnixMs, long toUnixMs)
{
    private const int PageRows = 2_048;

    private const string SelectSeconds =
        $"""
        SELECT m.exchange, m.symbol, m.number, b.key, {BarColumns.Names} FROM second_bar b CROSS JOIN market m ON m.number = b.key & 1048575
        WHERE b.key >= ?1 AND b.key < ?2 ORDER BY m.exchange, m.symbol, b.key
        """;

    private const string SelectLonger =
        $"""
        SELECT m.exchange, m.symbol, m.number, b.open_unix_ms, {BarColumns.Names} FROM market m CROSS JOIN bar b ON b.market = m.number
        WHERE b.timeframe_ms = ?3 AND b.open_unix_ms >= ?1 AND b.open_unix_ms < ?2 ORDER BY m.exchange, m.symbol, b.open_unix_ms
        """;

    private readonly bool _isSeconds = timeframe == Timeframe.S1;
    private readonly List<BarRow> _page = new(PageRows);
    private Statement? _rows;
    private long _number;
    private MarketId _market;

    /// <summary>The next page, empty at the end; it is overwritten by the next call.</summary>
    public List<BarRow> Next(SqliteSession session)
    {
        var rows = _rows ??= Begin(session);
        _page.Clear();
        while (_page.Count < PageRows && rows.Step())
        {
            var opens = _isSeconds ? SecondKey.OpenUnixMs(rows.Int64(3)) : rows.Int64(3);
            _page.Add(new(MarketOf(rows), timeframe, BarColumns.Read(rows, 4, opens), BarColumns.IsImported(rows, 4)));
        }

        return _page;
    }

    private Statement Begin(SqliteSession session)
    {
        var rows = session.Prepare(_isSeconds ? SelectSeconds : SelectLonger);
        rows.Bind(1, _isSeconds ? SecondKey.From(fromUnixMs) : fromUnixMs);
        rows.Bind(2, _isSeconds ? SecondKey.From(toUnixMs) : toUnixMs);
        if (!_isSeconds)
        {
            rows.Bind(3, timeframe.Milliseconds);
        }

        return rows;
    }

    private MarketId MarketOf(Statement rows)
    {
        var number = rows.Int64(2);
        if (number != _number)
        {
            (_number, _market) = (number, new(rows.Text(0), rows.Text(1)));
        }

        return _market;
    }
}
