using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Core.Storage.Reading;
using SqueezeFlow.Core.Tests.Bars;

namespace SqueezeFlow.Certainty.Tests.Service;

/// <summary>Rows by the keys of the embedded store, which outlive the service.</summary>
internal sealed class ModelStore : IBarStore
{
    private readonly Dictionary<(MarketId Market, Timeframe Timeframe), SortedList<long, Bar>> _bars = [];
    private readonly Dictionary<MarketId, SortedList<long, LedgerRun>> _ledger = [];
    private readonly Dictionary<(MarketId Market, long Id, long UnixMs), Gap> _gaps = [];
    private readonly Dictionary<MarketId, StoredPosition> _positions = [];

    /// <summary>Whether it takes nothing now.</summary>
    public bool IsFull { get; set; }

    public Task WriteAsync(StoreWrite write, CancellationToken cancellationToken)
    {
        if (IsFull)
        {
            return Task.FromException(new IOException("the disk is full"));
        }

        Take(write);
        return Task.CompletedTask;
    }

    /// <summary>Rows are there from now on.</summary>
    public void Take(StoreWrite write)
    {
        foreach (var position in write.Positions)
        {
            _positions[position.Market] = position;
        }

        foreach (var row in write.Bars)
        {
            Of(_bars, (row.Market, row.Timeframe))[row.Bar.OpenUnixMs] = row.Bar;
        }

        foreach (var run in write.Ledger)
        {
            Of(_ledger, run.Market)[run.FromUnixMs] = run;
        }

        foreach (var gap in write.Gaps)
        {
            _gaps[(gap.Market, gap.BeforeId, gap.BeforeUnixMs)] = gap;
        }
    }

    public Task<IReadOnlyList<StoredPosition>> ReadPositionsAsync(IReadOnlyList<MarketId> markets, IReadOnlySet<MarketId> whole, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StoredPosition>>([.. markets.Select(market => _positions.GetValueOrDefault(market)).OfType<StoredPosition>()]);

    public IReadOnlyList<Bar> Bars(MarketId market, Timeframe timeframe) => [.. Of(_bars, (market, timeframe)).Values];

    public IReadOnlyList<LedgerRun> Ledger(MarketId market) => [.. Of(_ledger, market).Values];

    /// <summary>Gaps of all markets that are on record, filled or not.</summary>
    public IReadOnlyList<Gap> AllGaps => [.. _gaps.Values];

    public IReadOnlyList<Gap> Gaps(MarketId market) => [.. _gaps.Values.Where(g => g.Market == market).OrderBy(g => g.BeforeUnixMs)];

    public Task<IReadOnlyList<Bar>> ReadAsync(MarketId market, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Bar>>(
            [.. Of(_bars, (market, timeframe)).Where(b => b.Key >= fromUnixMs && b.Key < toUnixMs).Select(b => b.Value)]);

    public Task<IReadOnlyList<Bar>> ReadFoldedAsync(MarketId market, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken)
    {
        var rows = new MemoryRows();
        var stored = _bars.Where(b => b.Key.Market == market).SelectMany(b => b.Value.Values.Select(bar => new BarRow(market, b.Key.Timeframe, bar)));
        rows.Write(stored, Of(_ledger, market).Values);
        return Task.FromResult<IReadOnlyList<Bar>>([.. StoredBars.Read(rows, timeframe, fromUnixMs, toUnixMs)]);
    }

    public IAsyncEnumerable<BarRow> ReadAllAsync(Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        throw new NotSupportedException("nobody reads all bars in the model");

    public Task<IReadOnlyList<LedgerRun>> ReadLedgerAsync(MarketId market, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<LedgerRun>>([.. Of(_ledger, market).Values.Where(r => r.FromUnixMs < toUnixMs && r.ToUnixMs > fromUnixMs)]);

    public Task<IReadOnlyList<Gap>> ReadGapsAsync(MarketId? market, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Gap>>(
        [
            .. _gaps.Values
                .Where(g => (market is null || g.Market == market) && g.BeforeUnixMs < toUnixMs && g.AfterUnixMs >= fromUnixMs)
                .OrderBy(g => g.BeforeUnixMs),
        ]);

    public Task<IReadOnlyList<StoredMarket>> ReadMarketsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StoredMarket>>(
        [
            .. _bars.Where(b => b.Key.Timeframe == Timeframe.S1 && b.Value.Count > 0)
                .Select(b => new StoredMarket(b.Key.Market, b.Value.Keys[^1]))
                .OrderBy(m => m.Market),
        ]);

    private static SortedList<long, TRow> Of<TKey, TRow>(Dictionary<TKey, SortedList<long, TRow>> rows, TKey key)
        where TKey : notnull
    {
        if (!rows.TryGetValue(key, out var list))
        {
            rows[key] = list = [];
        }

        return list;
    }
}
