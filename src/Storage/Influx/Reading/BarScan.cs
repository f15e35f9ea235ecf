using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Storage.Influx.Reading;

/// <summary>
/// Reads the bars of all markets in order of market, then time, a page at a time: market after market, since the server promises no order of series. Not
/// thread-safe.
/// </summary>
internal sealed class BarScan(RowSource source, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) : IDisposable
{
    private const int PageRows = 2_048;

    private readonly IEnumerator<BarRow> _rows = Rows(source, timeframe, fromUnixMs, toUnixMs, cancellationToken).GetEnumerator();
    private readonly List<BarRow> _page = new(PageRows);

    /// <summary>The next page, empty at the end; it is overwritten by the next call.</summary>
    public List<BarRow> Next()
    {
        _page.Clear();
        while (_page.Count < PageRows && _rows.MoveNext())
        {
            _page.Add(_rows.Current);
        }

        return _page;
    }

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();

    private static IEnumerable<BarRow> Rows(
        RowSource source, Timeframe timeframe, long from, long to, CancellationToken cancellationToken) =>
        source.Markets.OfLength(timeframe, cancellationToken).SelectMany(market => source.Bars
            .Read(market, timeframe, from, to, cancellationToken)
            .Select(row => new BarRow(market, timeframe, row.Bar, row.IsImported)));
}
