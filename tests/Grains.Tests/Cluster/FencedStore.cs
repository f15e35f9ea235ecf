using Microsoft.Extensions.DependencyInjection;
using SqueezeFlow.Certainty.Tests.Service;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;

namespace SqueezeFlow.Grains.Tests.Cluster;

/// <summary>One store behind all silos of a test.</summary>
internal sealed class FencedStore
{
    private readonly Lock _gate = new();
    private readonly ModelStore _rows = new();
    private readonly Dictionary<MarketId, FencedPipe> _owners = [];

    /// <summary>A silo uses it, over a way of its own.</summary>
    public void AddTo(IServiceCollection services)
    {
        var pipe = new FencedPipe(this);
        services.AddSingleton(pipe);
        services.AddSingleton<IBarStore>(pipe);
        services.AddSingleton<IWriteProgress>(pipe);
        services.AddSingleton<IMarketOwners>(pipe);
        services.AddKeptTrades();
    }

    public T Read<T>(Func<ModelStore, T> read)
    {
        lock (_gate)
        {
            return read(_rows);
        }
    }

    public void Take(StoreWrite write) => Read(rows =>
    {
        rows.Take(write);
        return 0;
    });

    public void Own(FencedPipe pipe, IEnumerable<MarketId> markets)
    {
        lock (_gate)
        {
            var wanted = markets.ToArray();
            if (Array.Find(wanted, market => _owners.TryGetValue(market, out var owner) && owner != pipe && !owner.IsCut) is { Exchange: not null } taken)
            {
                throw new IOException($"{taken} is another's");
            }

            Array.ForEach(wanted, market => _owners[market] = pipe);
        }
    }

    public void GiveBack(FencedPipe pipe, IEnumerable<MarketId> markets)
    {
        lock (_gate)
        {
            foreach (var market in markets.Where(market => _owners.GetValueOrDefault(market) == pipe))
            {
                _owners.Remove(market);
            }
        }
    }
}

/// <summary>A silo's way to it: rows arrive in order, a while after they were written, and not at all once the silo is killed.</summary>
internal sealed class FencedPipe(FencedStore store) : IBarStore, IWriteProgress, IMarketOwners
{
    private const int SlowestMs = 400;

    private readonly Lock _gate = new();
    private readonly Random _delays = new(7);
    private Task _last = Task.CompletedTask;
    private long _written;
    private long _stored;

    public bool IsCut { get; private set; }

    public long Written => Interlocked.Read(ref _written);

    public long Stored => Interlocked.Read(ref _stored);

    public void Cut()
    {
        lock (_gate)
        {
            IsCut = true;
        }
    }

    public Task WriteAsync(StoreWrite write, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Interlocked.Increment(ref _written);
            _last = ArriveAsync(_last, Task.Delay(_delays.Next(SlowestMs), CancellationToken.None), write);
            return Task.CompletedTask;
        }
    }

    public async Task<IReadOnlyList<Bar>> ReadAsync(MarketId market, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        await ReadAsync(rows => rows.ReadAsync(market, timeframe, fromUnixMs, toUnixMs, cancellationToken));

    public async Task<IReadOnlyList<Bar>> ReadFoldedAsync(MarketId market, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        await ReadAsync(rows => rows.ReadFoldedAsync(market, timeframe, fromUnixMs, toUnixMs, cancellationToken));

    public IAsyncEnumerable<BarRow> ReadAllAsync(Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) => throw new NotSupportedException();

    public async Task<IReadOnlyList<LedgerRun>> ReadLedgerAsync(MarketId market, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        await ReadAsync(rows => rows.ReadLedgerAsync(market, fromUnixMs, toUnixMs, cancellationToken));

    public async Task<IReadOnlyList<Gap>> ReadGapsAsync(MarketId? market, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        await ReadAsync(rows => rows.ReadGapsAsync(market, fromUnixMs, toUnixMs, cancellationToken));

    public async Task<IReadOnlyList<StoredMarket>> ReadMarketsAsync(CancellationToken cancellationToken) => await ReadAsync(rows => rows.ReadMarketsAsync(cancellationToken));

    public async Task<IReadOnlyList<StoredPosition>> ReadPositionsAsync(IReadOnlyList<MarketId> markets, IReadOnlySet<MarketId> whole, CancellationToken cancellationToken) =>
        await ReadAsync(rows => rows.ReadPositionsAsync(markets, whole, cancellationToken));

    public Task<IReadOnlySet<MarketId>> TakeAsync(IReadOnlyList<MarketId> markets, CancellationToken cancellationToken)
    {
        store.Own(this, markets);
        return Task.FromResult<IReadOnlySet<MarketId>>(new HashSet<MarketId>());
    }

    public void GiveBack(IReadOnlyList<MarketId> markets) => store.GiveBack(this, markets);

    public bool HasLost(MarketId market) => false;

    private async Task ArriveAsync(Task before, Task delay, StoreWrite write)
    {
        await before;
        await delay;
        lock (_gate)
        {
            if (!IsCut)
            {
                store.Take(write);
                Interlocked.Increment(ref _stored);
            }
        }
    }

    // Whoever reads waits for what it has written.
    private async Task<T> ReadAsync<T>(Func<ModelStore, Task<T>> read)
    {
        Task last;
        lock (_gate)
        {
            last = _last;
        }

        await last;
        return await store.Read(read);
    }
}
