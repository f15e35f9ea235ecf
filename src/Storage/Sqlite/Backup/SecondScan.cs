using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Storage.Sqlite.Bars;
using SqueezeFlow.Storage.Sqlite.Engine;

namespace SqueezeFlow.Storage.Sqlite.Backup;

/// <summary>Reads one-second bars as they lie, by time, and those of a second by market, some seconds at a time. Nothing is sorted on disk.</summary>
internal sealed class SecondScan
{
    private const int PageRows = 2_048;

    private const string Select = $"SELECT key, {BarColumns.Names} FROM second_bar ORDER BY key";

    private static readonly Comparer<BarRow> ByMarket = Comparer<BarRow>.Create((left, right) => left.Market.CompareTo(right.Market));

    private readonly List<BarRow> _page = new(PageRows);
    private Dictionary<int, MarketId>? _markets;
    private BarRow? _next;

    /// <summary>The next page, empty at the end; it is overwritten by the next call.</summary>
    public List<BarRow> Next(SqliteSession session)
    {
        _markets ??= ReadMarkets(session);
        _page.Clear();
        var rows = session.Prepare(Select);
        var first = 0;
        for (var row = _next ?? Read(session, rows); row is { } bar; row = Read(session, rows))
        {
            if (_page.Count > 0 && _page[^1].Bar.OpenUnixMs != bar.Bar.OpenUnixMs)
            {
                _page.Sort(first, _page.Count - first, ByMarket);
                first = _page.Count;
                if (_page.Count >= PageRows)
                {
                    _next = bar;
                    return _page;
                }
            }

            _page.Add(bar);
        }

        _next = null;
        _page.Sort(first, _page.Count - first, ByMarket);
        return _page;
    }

    private BarRow? Read(SqliteSession session, Statement rows)
    {
        if (!rows.Step())
        {
            return null;
        }

        var key = rows.Int64(0);
        return _markets!.TryGetValue(SecondKey.Market(key), out var market)
            ? new(market, Timeframe.S1, BarColumns.Read(rows, 1, SecondKey.OpenUnixMs(key)), BarColumns.IsImported(rows, 1))
            : throw new IOException($"{session.Path}: damaged, a bar is of market {SecondKey.Market(key)}, which is not in its list of markets.");
    }

    private static Dictionary<int, MarketId> ReadMarkets(SqliteSession session)
    {
        using var rows = session.Prepare("SELECT number, exchange, symbol FROM market");
        Dictionary<int, MarketId> markets = [];
        while (rows.Step())
        {
            markets.Add((int)rows.Int64(0), new(rows.Text(1), rows.Text(2)));
        }

        return markets;
    }
}
