using System.Collections.Immutable;
using System.Diagnostics;
using Orleans.Concurrency;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Grains.Tracing;
using SqueezeFlow.Interfaces.Symbols;

namespace SqueezeFlow.Grains.Routing;

/// <summary>
/// The way of all trades of one symbol on this silo: at most one call under way, which gives order and back-pressure. A
/// call that fails is repeated with the same batch until it is counted.
/// </summary>
/// <remarks>
/// A batch leaves when <see cref="EnoughTrades"/> wait in one market, when a trade has passed the end of a strategy bar or follows a break, and otherwise
/// <see cref="RouterOptions.FlushInterval"/> after its first trade. A lane without trades costs nothing.
/// </remarks>
public sealed class SymbolLane
{
    /// <summary>Trades of one market with which a batch leaves before its time: the call then costs less than what it carries.</summary>
    public const int EnoughTrades = 128;

    private const int Idle = 0;
    private const int Sending = 1;

    private readonly RouterContext _context;
    private readonly ISymbolGrain _grain;
    private readonly KeptBatches? _kept;
    private readonly LaneCalls _calls;
    private readonly LaneQuestion _question = new();
    private readonly Dictionary<MarketId, TrackedMarket> _keptMarkets = [];
    private readonly List<MarketBuffer> _taken = [];
    private readonly List<MarketTrades> _items = [];
    private ImmutableArray<MarketBuffer> _buffers = [];
    private Task _sending = Task.CompletedTask;
    private long _sequence;
    private int _state;
    private int _isAgain;
    private int _isScheduled;
    private int _isCalledFor;
    private int _changes;
    private int _tracked;
    private bool _isToRepeat;
    private object? _followed;

    internal SymbolLane(string symbol, ISymbolGrain grain, RouterContext context)
    {
        Symbol = symbol;
        _grain = grain;
        _context = context;
        _calls = new(symbol, context);
        _kept = context.Kept is { } kept ? new(kept) : null;
    }

    /// <summary>Base coin.</summary>
    public string Symbol { get; }

    /// <summary>Buffers of its markets.</summary>
    public ImmutableArray<MarketBuffer> Buffers => _buffers;

    /// <summary>
    /// Whether everything handed in before the question has been counted. A batch is marked as under way before its trades leave the buffers, so
    /// these are asked first: what they hold no longer is under way, or counted.
    /// </summary>
    public bool IsIdle => !HasWork && Volatile.Read(ref _state) == Idle;

    /// <summary>What was handed in belongs to a read of a connection that is followed: the next call goes on with that.</summary>
    internal void Follow(ActivityContext read) => Volatile.Write(ref _followed, read);

    /// <summary>Trades that wait.</summary>
    public int Waiting => _buffers.Sum(b => b.Count);

    /// <summary>Trades that are not known to be stored for all silos, those that wait among them; where one silo is alone those that wait.</summary>
    internal int Unstored => Waiting + (_kept?.Unstored ?? 0);

    /// <summary>The call under way, or the last one.</summary>
    internal Task LastSending => Volatile.Read(ref _sending);

    /// <summary>Bars that the strategy evaluates.</summary>
    internal Timeframe Timeframe => _context.Timeframe;

    private bool IsChanged => Volatile.Read(ref _tracked) != Volatile.Read(ref _changes);

    private bool HasWork
    {
        get
        {
            foreach (var buffer in _buffers)
            {
                if (buffer.Count > 0 || buffer.IsEnded)
                {
                    return true;
                }
            }

            return IsChanged;
        }
    }

    /// <summary>Lets the next batch leave now.</summary>
    internal void HurryUp() => _context.HurryUp(this);

    /// <summary>Something waits: it leaves in its time.</summary>
    internal void Announce()
    {
        if (Interlocked.Exchange(ref _isScheduled, 1) == 0)
        {
            _context.Schedule(this);
        }
    }

    internal MarketBuffer Add(TrackedMarket market, string feedId)
    {
        var buffer = new MarketBuffer(this, market, feedId, _context.Options);
        ImmutableInterlocked.Update(ref _buffers, list => list.Add(buffer));
        Retrack();
        _context.Evaluation.Expect(Symbol);
        if (_kept is not null)
        {
            AskLater();
        }

        return buffer;
    }

    /// <summary>What is known of a market has changed: the symbol is told with the next batch.</summary>
    internal void Retrack()
    {
        Interlocked.Increment(ref _changes);
        Announce();
    }

    /// <summary>Nobody waits for room any more.</summary>
    internal void Release()
    {
        foreach (var buffer in _buffers)
        {
            buffer.Release();
        }
    }

    /// <summary>It is time to ask the symbol how far everything is stored.</summary>
    internal void Ask(CancellationToken cancellationToken)
    {
        if (_question.Come(_kept is { IsEmpty: true }))
        {
            Flush(cancellationToken);
        }
        else
        {
            AskLater();
        }
    }

    /// <summary>Asks the symbol as soon as it can, whether or not it is time.</summary>
    internal void AskNow()
    {
        _question.Press();
        HurryUp();
    }

    /// <summary>Whether the lane is not called for yet; it is from now on.</summary>
    internal bool TryCallFor() => Interlocked.Exchange(ref _isCalledFor, 1) == 0;

    /// <summary>Sends what waits; while a call is under way that one sees to it. Called by the router's loop only.</summary>
    internal void Flush(CancellationToken cancellationToken)
    {
        // Whatever comes from now on schedules the lane anew.
        Interlocked.Exchange(ref _isScheduled, 0);
        Interlocked.Exchange(ref _isCalledFor, 0);
        if (!HasWork && !_question.IsDue)
        {
            return;
        }

        if (Interlocked.CompareExchange(ref _state, Sending, Idle) == Idle)
        {
            Volatile.Write(ref _sending, SendAsync(cancellationToken));
        }
        else
        {
            Interlocked.Exchange(ref _isAgain, 1);
            if (Volatile.Read(ref _state) == Idle)
            {
                GoOn();
            }
        }
    }

    // Was the lane called for while a call was under way? Both sides look, after each has said its part: one of them sees it.
    private void GoOn()
    {
        if (Interlocked.Exchange(ref _isAgain, 0) == 1)
        {
            HurryUp();
        }
    }

    // A send that fails leaves the lane as it is: its batch is not counted.
    private async Task SendAsync(CancellationToken cancellationToken)
    {
        do
        {
            if (_kept is { } kept && _question.TryTake())
            {
                await AskAsync(kept, cancellationToken);
            }

            await SendOnceAsync(cancellationToken);
        }
        while (Interlocked.Exchange(ref _isAgain, 0) == 1 || _buffers.Any(b => b.IsUrgent));

        if (_buffers.Any(b => b.IsEnded))
        {
            await ForgetAsync(cancellationToken);
        }

        Volatile.Write(ref _state, Idle);
        Interlocked.MemoryBarrier();
        GoOn();
    }

    private async Task SendOnceAsync(CancellationToken cancellationToken)
    {
        var changes = Volatile.Read(ref _changes);
        var buffers = _buffers;
        _taken.Clear();
        _items.Clear();
        foreach (var buffer in buffers)
        {
            if (buffer.Take() is { } item)
            {
                _items.Add(item);
                _taken.Add(buffer);
            }
        }

        if (_items.Count == 0 && !IsChanged)
        {
            return;
        }

        var batch = new TradeBatch(_items.ToArray(), _context.Source, ++_sequence, _context.Clock.GetUtcNow().ToUnixTimeMilliseconds());
        if (_kept is { } kept)
        {
            batch = _items.Count == 0 ? batch : kept.Add(batch);
            _taken.ForEach(b => _keptMarkets[b.Market.Market] = b.Market);
            _taken.ForEach(b => b.Recycle());
        }

        using var step = FlowTracing.Lane(Interlocked.Exchange(ref _followed, null), Symbol);
        OnReady(await _calls.RepeatAsync(() => TryDeliverAsync(batch, buffers, changes), _sequence, cancellationToken));
        foreach (var buffer in _taken)
        {
            if (_kept is null)
            {
                buffer.Recycle();
            }

            buffer.Settle();
        }
    }

    // A symbol that knows nothing of this lane has moved or come back: it is told of the markets and handed what is kept, though no trade comes.
    private async Task AskAsync(KeptBatches kept, CancellationToken cancellationToken)
    {
        var buffers = _buffers;
        try
        {
            var through = await _grain.StoredThroughAsync(_context.Source).AsTask().WaitAsync(cancellationToken);
            _isToRepeat |= through < 0;
            if (_isToRepeat)
            {
                var changes = Volatile.Read(ref _changes);
                Volatile.Write(ref _tracked, changes - 1);
                await TryPrepareAsync(kept.ToRepeat(), buffers, changes).WaitAsync(cancellationToken);
            }
            else
            {
                kept.Release(through, _context.Clock.GetUtcNow().ToUnixTimeMilliseconds());
            }
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            RouterMetrics.FailedCalls.Add(1);
            RouterLog.QuestionFailed(_context.Logger, Symbol, e);
        }

        if (_buffers.Length > 0 || !kept.IsEmpty)
        {
            AskLater();
        }
    }

    // One question at a time, however many markets have come.
    private void AskLater()
    {
        if (_question.TrySchedule())
        {
            _context.ScheduleQuestion(this);
        }
    }

    // After their last trade: buffers that ended go, and markets that no feed reads any more, here or on another silo, hold up no bar.
    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        var ended = _buffers.Where(b => b is { IsEnded: true, Count: 0 }).ToHashSet();
        ImmutableInterlocked.Update(ref _buffers, list => list.RemoveAll(ended.Contains));
        var left = ended.Where(b => !b.IsMoved).Select(b => b.Market.Market).Distinct().Where(m => !_buffers.Any(b => b.Market.Market == m)).ToArray();
        if (left.Length > 0)
        {
            OnReady(await _calls.RepeatAsync(() => _grain.UntrackAsync(_context.Source, left).AsTask(), _sequence, cancellationToken));
        }

        if (_buffers.Length == 0)
        {
            _context.Evaluation.Leave(Symbol);
            if (_buffers.Length > 0)
            {
                // A market came meanwhile, and may have been expected before this.
                _context.Evaluation.Expect(Symbol);
            }
        }
    }

    private void OnReady(long readyUnixMs)
    {
        if (readyUnixMs > 0)
        {
            _context.Evaluation.OnReady(Symbol, readyUnixMs);
        }
    }

    // -1 when the grain does not know one of the markets, or what was sent before: it was made anew, and is told again.
    private async Task<long> TryDeliverAsync(TradeBatch batch, ImmutableArray<MarketBuffer> buffers, int changes)
    {
        var before = _isToRepeat ? _kept!.ToRepeat() : [];
        if ((_isToRepeat || Volatile.Read(ref _tracked) != changes) && !await TryPrepareAsync(before, buffers, changes))
        {
            return -1;
        }

        // It is the last of what is kept, unless that had to be let go meanwhile.
        var isSent = before is [.., var last] && last.Sequence == batch.Sequence;
        var ready = isSent || batch.Markets.Count == 0 ? 0 : await _grain.IngestAsync(new Immutable<TradeBatch>(before.Count > 0 ? batch with { Follows = 0 } : batch));
        if (ready < 0)
        {
            Volatile.Write(ref _tracked, changes - 1);
            _isToRepeat = _kept is not null;
        }

        return ready;
    }

    private async Task<bool> TryPrepareAsync(IReadOnlyList<TradeBatch> before, ImmutableArray<MarketBuffer> buffers, int changes)
    {
        // What is kept may be of markets that are read elsewhere by now, or nowhere.
        var read = buffers.Select(b => b.Market).DistinctBy(m => m.Market).ToList();
        var left = before.SelectMany(b => b.Markets).Select(m => m.Market).Distinct().Except(read.Select(m => m.Market)).ToList();
        if (Volatile.Read(ref _tracked) != changes)
        {
            await _grain.TrackAsync([.. read, .. left.Select(m => _keptMarkets[m])]);
            await _context.RegisterAsync(Symbol);
            Volatile.Write(ref _tracked, changes);
        }

        if (before.Count > 0)
        {
            RouterLog.Repeats(_context.Logger, Symbol, before.Count);
            RouterMetrics.Repeated.Add(before.Count);
        }

        foreach (var portion in KeptBatches.Portions(before))
        {
            if (await _grain.IngestKeptAsync(new Immutable<TradeBatch[]>(portion)) is var ready && ready < 0)
            {
                Volatile.Write(ref _tracked, changes - 1);
                return false;
            }

            OnReady(ready);
        }

        if (left.Count > 0)
        {
            OnReady(await _grain.UntrackAsync(_context.Source, left));
        }

        _isToRepeat = false;
        return true;
    }
}
