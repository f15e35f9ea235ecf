using System.Collections.Concurrent;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Core.Storage.Reading;
using SqueezeFlow.Core.Tests.Bars;

namespace SqueezeFlow.Grains.Tests.Cluster;

/// <summary>A store in memory that all silos of a test share.</summary>
internal sealed class InstantStore : IBarStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<MarketId, MemoryRows> _rows = [];
    private readonly ConcurrentDictionary<(MarketId Market, long BeforeId, long BeforeUnixMs), Gap> _gaps = new();

    /// <summary>Gaps that are on record, filled or not, those after a beginning left out.</summary>
    public IReadOnlyList<Gap> Gaps => [.. _gaps.Values];

    public Task WriteAsync(StoreWrite write, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            foreach (var bars in write.Bars.GroupBy(row => row.Market))
            {
                Of(bars.Key).Write(bars, []);
            }

            foreach (var ledger in write.Ledger.GroupBy(run => run.Market))
            {
                Of(ledger.Key).Write([], ledger);
            }
        }

        foreach (var gap in write.Gaps)
        {
            _gaps[(gap.Market, gap.BeforeId, gap.BeforeUnixMs)] = gap;
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<Bar>> ReadAsync(MarketId market, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        Read<Bar>(market, rows => [.. rows.Read(timeframe, fromUnixMs, toUnixMs).Select(row => row.Bar)]);

    public Task<IReadOnlyList<Bar>> ReadFoldedAsync(MarketId market, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        Read<Bar>(market, rows => [.. StoredBars.Read(rows, timeframe, fromUnixMs, toUnixMs)]);

    public IAsyncEnumerable<BarRow> ReadAllAsync(Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<LedgerRun>> ReadLedgerAsync(MarketId market, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        Read(market, rows => rows.ReadLedger(fromUnixMs, toUnixMs));

    public Task<IReadOnlyList<Gap>> ReadGapsAsync(MarketId? market, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Gap>>([.. _gaps.Values.Where(gap => market is not { } one || gap.Market == one)]);

    public Task<IReadOnlyList<StoredMarket>> ReadMarketsAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<StoredMarket>>(
                [.. _rows.Select(market => new StoredMarket(market.Key, market.Value.Read(Timeframe.S1, 0, long.MaxValue).Last().Bar.OpenUnixMs))]);
        }
    }

    private Task<IReadOnlyList<T>> Read<T>(MarketId market, Func<MemoryRows, IReadOnlyList<T>> read)
    {
        lock (_gate)
        {
            return Task.FromResult(_rows.TryGetValue(market, out var rows) ? read(rows) : []);
        }
    }

    private MemoryRows Of(MarketId market) => _rows.TryGetValue(market, out var rows) ? rows : _rows[market] = new();
}
