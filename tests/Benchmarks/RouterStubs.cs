using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Grains.Screen;

namespace SqueezeFlow.Benchmarks;

/// <summary>Takes every row and keeps none, so that only the way to the store is measured.</summary>
internal sealed class ForgetfulStore : IBarStore
{
    public Task WriteAsync(StoreWrite write, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IReadOnlyList<Bar>> ReadAsync(MarketId market, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Bar>>([]);

    public Task<IReadOnlyList<Bar>> ReadFoldedAsync(MarketId market, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Bar>>([]);

    public IAsyncEnumerable<BarRow> ReadAllAsync(Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        AsyncEnumerable.Empty<BarRow>();

    public Task<IReadOnlyList<LedgerRun>> ReadLedgerAsync(MarketId market, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<LedgerRun>>([]);

    public Task<IReadOnlyList<Gap>> ReadGapsAsync(MarketId? market, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Gap>>([]);

    public Task<IReadOnlyList<StoredMarket>> ReadMarketsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StoredMarket>>([]);
}

/// <summary>Nobody looks.</summary>
internal sealed class NoScreen : IScreen
{
    private long _sequence;

    public long Sequence => Volatile.Read(ref _sequence);

    public bool WantsStates() => false;

    public void Publish(string kind, string? symbol, object view) => Interlocked.Increment(ref _sequence);
}
