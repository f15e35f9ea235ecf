using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;

namespace SqueezeFlow.Certainty.Tests.Service;

/// <summary>A silo's way to the store that all silos share: what is written arrives some time later, in order, and not at all when the silo is killed before.</summary>
internal sealed class ModelPipe(ModelWorld world) : IBarStore, IWriteProgress
{
    private const int SlowestMs = 2_500;

    private readonly Queue<StoreWrite> _underWay = new();
    private readonly Random _delays = new(world.Scenario.Seed);
    private bool _isCut;

    public long Written { get; private set; }

    public long Stored { get; private set; }

    public Task WriteAsync(StoreWrite write, CancellationToken cancellationToken)
    {
        if (world.Store.IsFull)
        {
            return Task.FromException(new IOException("the disk is full"));
        }

        _underWay.Enqueue(write);
        Written++;
        world.Agenda.At(world.Agenda.NowMs + 20 + _delays.Next(SlowestMs), Arrive);
        return Task.CompletedTask;
    }

    /// <summary>The silo is killed.</summary>
    public void Cut() => _isCut = true;

    /// <summary>Waits until everything has arrived.</summary>
    public void Drain()
    {
        while (_underWay.Count > 0)
        {
            Arrive();
        }
    }

    public Task<IReadOnlyList<Bar>> ReadAsync(MarketId market, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        Drained().ReadAsync(market, timeframe, fromUnixMs, toUnixMs, cancellationToken);

    public Task<IReadOnlyList<Bar>> ReadFoldedAsync(MarketId market, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        Drained().ReadFoldedAsync(market, timeframe, fromUnixMs, toUnixMs, cancellationToken);

    public IAsyncEnumerable<BarRow> ReadAllAsync(Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        Drained().ReadAllAsync(timeframe, fromUnixMs, toUnixMs, cancellationToken);

    public Task<IReadOnlyList<LedgerRun>> ReadLedgerAsync(MarketId market, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        Drained().ReadLedgerAsync(market, fromUnixMs, toUnixMs, cancellationToken);

    public Task<IReadOnlyList<Gap>> ReadGapsAsync(MarketId? market, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        Drained().ReadGapsAsync(market, fromUnixMs, toUnixMs, cancellationToken);

    public Task<IReadOnlyList<StoredMarket>> ReadMarketsAsync(CancellationToken cancellationToken) => Drained().ReadMarketsAsync(cancellationToken);

    public Task<IReadOnlyList<StoredPosition>> ReadPositionsAsync(IReadOnlyList<MarketId> markets, IReadOnlySet<MarketId> whole, CancellationToken cancellationToken) => Drained().ReadPositionsAsync(markets, whole, cancellationToken);

    // Whoever reads waits for what it has written.
    private ModelStore Drained()
    {
        Drain();
        return world.Store;
    }

    private void Arrive()
    {
        if (!_isCut && _underWay.TryDequeue(out var write))
        {
            world.Store.Take(write);
            Stored++;
        }
    }
}
