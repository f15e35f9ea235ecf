using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Core.Storage.Reading;
using SqueezeFlow.Core.Tests.Bars;

namespace SqueezeFlow.Grains.Tests.Storage;

/// <summary>The rows of one market in memory.</summary>
internal sealed class MemoryStore(MarketId market) : IBarStore
{
    public MemoryRows Rows { get; } = new();

    public Task WriteAsync(StoreWrite write, CancellationToken cancellationToken)
    {
        Rows.Write(write.Bars, write.Ledger);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<Bar>> ReadAsync(MarketId market, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Bar>>([.. Rows.Read(timeframe, fromUnixMs, toUnixMs).Select(row => row.Bar)]);

    public Task<IReadOnlyList<Bar>> ReadFoldedAsync(MarketId market, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Bar>>([.. StoredBars.Read(Rows, timeframe, fromUnixMs, toUnixMs)]);

    public IAsyncEnumerable<BarRow> ReadAllAsync(Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<LedgerRun>> ReadLedgerAsync(MarketId market, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        Task.FromResult(Rows.ReadLedger(fromUnixMs, toUnixMs));

    public Task<IReadOnlyList<Gap>> ReadGapsAsync(MarketId? market, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Gap>>([]);

    public Task<IReadOnlyList<StoredMarket>> ReadMarketsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StoredMarket>>([new(market, Rows.Read(Timeframe.S1, 0, long.MaxValue).Last().Bar.OpenUnixMs)]);
}
