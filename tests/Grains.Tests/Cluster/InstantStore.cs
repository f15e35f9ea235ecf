using SqueezeFlow.Certainty.Tests.Service;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;

namespace SqueezeFlow.Grains.Tests.Cluster;

/// <summary>A store in memory that all silos of a test share: what is written is there at once.</summary>
internal sealed class InstantStore : IBarStore
{
    private readonly Lock _gate = new();
    private readonly ModelStore _rows = new();

    /// <summary>Gaps that are on record, filled or not.</summary>
    public IReadOnlyList<Gap> Gaps => Alone(rows => rows.AllGaps);

    public Task WriteAsync(StoreWrite write, CancellationToken cancellationToken) => Alone(rows => rows.WriteAsync(write, cancellationToken));

    public Task<IReadOnlyList<Bar>> ReadAsync(MarketId market, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        Alone(rows => rows.ReadAsync(market, timeframe, fromUnixMs, toUnixMs, cancellationToken));

    public Task<IReadOnlyList<Bar>> ReadFoldedAsync(MarketId market, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        Alone(rows => rows.ReadFoldedAsync(market, timeframe, fromUnixMs, toUnixMs, cancellationToken));

    public IAsyncEnumerable<BarRow> ReadAllAsync(Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<LedgerRun>> ReadLedgerAsync(MarketId market, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        Alone(rows => rows.ReadLedgerAsync(market, fromUnixMs, toUnixMs, cancellationToken));

    public Task<IReadOnlyList<Gap>> ReadGapsAsync(MarketId? market, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        Alone(rows => rows.ReadGapsAsync(market, fromUnixMs, toUnixMs, cancellationToken));

    public Task<IReadOnlyList<StoredMarket>> ReadMarketsAsync(CancellationToken cancellationToken) => Alone(rows => rows.ReadMarketsAsync(cancellationToken));

    // The model does everything before it answers.
    private T Alone<T>(Func<ModelStore, T> ask)
    {
        lock (_gate)
        {
            return ask(_rows);
        }
    }
}
