using System.Collections.Immutable;
using Orleans.Concurrency;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Interfaces.Symbols;

namespace SqueezeFlow.Grains.Routing;

/// <summary>
/// The way of all trades of one symbol on this silo: at most one call under way, which gives order and back-pressure. A
/// call that fails is repeated with the same batch until it is counted.
/// </summary>
public sealed class SymbolLane
{
    /// <summary>Trades of one market above which a batch leaves before its time.</summary>
    public const int UrgentCount = 256;

    private readonly RouterContext _context;
    private readonly ISymbolGrain _grain;
    private ImmutableArray<MarketBuffer> _buffers = [];
    private Task _sending = Task.CompletedTask;
    private long _sequence;
    private int _changes;
    private int _tracked;

    internal SymbolLane(string symbol, ISymbolGrain grain, RouterContext context)
    {
        Symbol = symbol;
        _grain = grain;
        _context = context;
    }

    /// <summary>Base coin.</summary>
    public string Symbol { get; }

    /// <summary>Buffers of its markets.</summary>
    public ImmutableArray<MarketBuffer> Buffers => _buffers;

    /// <summary>Whether nothing waits and nothing is under way.</summary>
    public bool IsIdle => _sending.IsCompleted && _buffers.All(b => b.Count == 0) && !IsChanged;

    /// <summary>Trades that wait.</summary>
    public int Waiting => _buffers.Sum(b => b.Count);

    private bool IsChanged => Volatile.Read(ref _tracked) != Volatile.Read(ref _changes);

    /// <summary>Lets the next batch leave now.</summary>
    internal void Urge() => _context.Urge(this);

    internal MarketBuffer Add(TrackedMarket market, string feedId)
    {
        var buffer = new MarketBuffer(this, market, feedId, _context.Options);
        ImmutableInterlocked.Update(ref _buffers, list => list.Add(buffer));
        Retrack();
        _context.Schedule.Expect(Symbol);
        return buffer;
    }

    /// <summary>What is known of a market has changed: the symbol is told with the next batch.</summary>
    internal void Retrack() => Interlocked.Increment(ref _changes);

    /// <summary>Nobody waits for room any more.</summary>
    internal void Release()
    {
        foreach (var buffer in _buffers)
        {
            buffer.Release();
        }
    }

    /// <summary>Sends what waits unless a call is under way. Called by the router's loop only.</summary>
    internal void Flush(CancellationToken cancellationToken)
    {
        if (_sending.IsCompleted && (IsChanged || _buffers.Any(b => b.Count > 0 || b.IsEnded)))
        {
            _sending = SendAsync(cancellationToken);
        }
    }

    internal Task Sending => _sending;

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        do
        {
            var changes = Volatile.Read(ref _changes);
            var buffers = _buffers;
            var taken = new List<MarketBuffer>(buffers.Length);
            var items = new List<MarketTrades>(buffers.Length);
            foreach (var buffer in buffers)
            {
                if (buffer.Take() is { } item)
                {
                    items.Add(item);
                    taken.Add(buffer);
                }
            }

            var batch = new TradeBatch(items, _context.Source, ++_sequence, _context.Clock.GetUtcNow().ToUnixTimeMilliseconds());
            OnReady(await RepeatAsync(() => TryDeliverAsync(batch, buffers, changes), cancellationToken));
            taken.ForEach(b => b.Recycle());
        }
        while (_buffers.Any(b => b.Count >= UrgentCount));

        if (_buffers.Any(b => b.IsEnded))
        {
            await ForgetAsync(cancellationToken);
        }
    }

    // After their last trade: buffers that ended go, and markets that no feed reads any more hold up no bar.
    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        var ended = _buffers.Where(b => b is { IsEnded: true, Count: 0 }).ToHashSet();
        ImmutableInterlocked.Update(ref _buffers, list => list.RemoveAll(ended.Contains));
        var left = ended.Select(b => b.Market.Market).Distinct().Where(m => !_buffers.Any(b => b.Market.Market == m)).ToArray();
        if (left.Length > 0)
        {
            OnReady(await RepeatAsync(() => _grain.UntrackAsync(left).AsTask(), cancellationToken));
        }

        if (_buffers.Length == 0)
        {
            _context.Schedule.Leave(Symbol);
        }
    }

    private void OnReady(long readyUnixMs)
    {
        if (readyUnixMs > 0)
        {
            _context.Schedule.OnReady(Symbol, readyUnixMs);
        }
    }

    // -1 when the grain does not know one of the markets: it was made anew, and is told again.
    private async Task<long> TryDeliverAsync(TradeBatch batch, ImmutableArray<MarketBuffer> buffers, int changes)
    {
        if (Volatile.Read(ref _tracked) != changes)
        {
            await _grain.TrackAsync(buffers.Select(b => b.Market).DistinctBy(m => m.Market).ToArray());
            await _context.RegisterAsync(Symbol);
            Volatile.Write(ref _tracked, changes);
        }

        var ready = batch.Markets.Count == 0 ? 0 : await _grain.IngestAsync(new Immutable<TradeBatch>(batch));
        if (ready < 0)
        {
            Volatile.Write(ref _tracked, changes - 1);
        }

        return ready;
    }

    private async Task<long> RepeatAsync(Func<Task<long>> call, CancellationToken cancellationToken)
    {
        for (var delay = TimeSpan.FromMilliseconds(100); ; delay = TimeSpan.FromMilliseconds(Math.Min(2_000, delay.TotalMilliseconds * 2)))
        {
            try
            {
                var answer = await call().WaitAsync(cancellationToken);
                if (answer >= 0)
                {
                    return answer;
                }

                continue;
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                RouterMetrics.FailedCalls.Add(1);
                RouterLog.CallFailed(_context.Logger, Symbol, _sequence, e);
            }

            await Task.Delay(delay, _context.Clock, cancellationToken);
        }
    }
}
