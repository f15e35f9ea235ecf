using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;

namespace SqueezeFlow.Grains.Tests.Storage;

/// <summary>A store that fails while it is told to, and keeps what it was given otherwise.</summary>
internal sealed class FailingStore : IBarStore
{
    public bool Fails { get; set; }

    public List<BarRow> Bars { get; } = [];

    /// <summary>Transactions that it has taken.</summary>
    public int Writes { get; private set; }

    public Task WriteAsync(StoreWrite write, CancellationToken cancellationToken)
    {
        if (Fails)
        {
            throw new IOException("the disk is full");
        }

        Writes++;
        Bars.AddRange(write.Bars);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<Bar>> ReadAsync(MarketId market, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<Bar>> ReadFoldedAsync(MarketId market, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<BarRow> ReadAllAsync(Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<LedgerRun>> ReadLedgerAsync(MarketId market, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<Gap>> ReadGapsAsync(MarketId? market, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<StoredMarket>> ReadMarketsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
