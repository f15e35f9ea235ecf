using System.Diagnostics;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Interfaces.Feeds;
using SqueezeFlow.Interfaces.Symbols;

namespace SqueezeFlow.Grains.Routing;

/// <summary>
/// Trades of one market from one feed between its connection's thread and the router. Two arrays change places: one
/// fills while the other is under way, so that nothing is allocated once they have their working size.
/// </summary>
/// <param name="lane">The symbol's lane.</param>
/// <param name="market">The market.</param>
/// <param name="feedId">The feed.</param>
/// <param name="options">Capacity and what to do when it is reached.</param>
public sealed class MarketBuffer(SymbolLane lane, TrackedMarket market, string feedId, RouterOptions options)
{
    // Copies of one feed prove completeness together.
    private readonly string _ledgerName = FeedCopies.OriginalOf(feedId);
    private readonly object _gate = new();
    private volatile TrackedMarket _market = market;
    private Trade[] _filling = new Trade[16];
    private Trade[] _spare = new Trade[16];
    private Trade[] _taken = [];
    private long _epoch;
    private long _dropped;
    private int _start;
    private int _count;
    private bool _isReleased;
    private bool _isUnderWay;
    private long _barEnds;
    private volatile bool _isLeft;

    // Numbers, counted as Total is, of trades that follow a break. The last may be that of the next trade.
    private readonly Queue<long> _resumed = new();
    private long _lastResumed = -1;
    private long _latestUnixMs;

    /// <summary>The market, as it is known now.</summary>
    public TrackedMarket Market => _market;

    /// <summary>The feed.</summary>
    public string FeedId { get; } = feedId;

    /// <summary>Generation of the feed; stamped on what is taken next.</summary>
    public long Epoch
    {
        get => Volatile.Read(ref _epoch);
        set => Volatile.Write(ref _epoch, value);
    }

    /// <summary>Trades handed in since the start.</summary>
    public long Total { get; private set; }

    /// <summary>Trades dropped since the start for want of room.</summary>
    public long Dropped { get; private set; }

    /// <summary>Trades that wait.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Whether what waits need not wait for more: there is enough of it, or the item before it ended at a break.</summary>
    public bool IsUrgent => Count >= SymbolLane.EnoughTrades || _isLeft;

    /// <summary>Whether nobody reads the market over this feed any more: what still comes is not taken.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Whether another silo reads the market over this feed now.</summary>
    public bool IsMoved { get; private set; }

    /// <summary>Whether everything handed in has been counted.</summary>
    public bool IsDelivered
    {
        get
        {
            lock (_gate)
            {
                return _count == 0 && !_isUnderWay;
            }
        }
    }

    /// <summary>Time of the latest trade before the feed stopped listening, milliseconds since 1970 UTC; null when one has come since, and without one before.</summary>
    public long? UnreadSinceUnixMs
    {
        get
        {
            lock (_gate)
            {
                return _latestUnixMs > 0 && _lastResumed == Total && !IsEnded ? _latestUnixMs : null;
            }
        }
    }

    /// <summary>Takes a trade: see <see cref="Add(ReadOnlySpan{Trade})"/>.</summary>
    public void Add(in Trade trade) => Add(new ReadOnlySpan<Trade>(in trade));

    /// <summary>Takes what one read of a feed has brought, in order of arrival. Waits while the buffer is full, if the options say so.</summary>
    public void Add(ReadOnlySpan<Trade> trades)
    {
        bool isUrgent;
        lock (_gate)
        {
            if (!TryAppendAll(trades) && !AppendEach(trades))
            {
                return;
            }

            if (trades.Length > 0)
            {
                _latestUnixMs = Math.Max(_latestUnixMs, trades[^1].UnixMs);
            }

            // After a break what was missed is searched for: some venues keep it for seconds only.
            isUrgent = _count >= SymbolLane.EnoughTrades || PassesBar(trades) || _resumed.Count > 0;
        }

        if (isUrgent)
        {
            lane.HurryUp();
        }
        else
        {
            lane.Announce();
        }
    }

    /// <summary>What follows belongs to a read of a connection that is followed.</summary>
    internal void Follow(ActivityContext read) => lane.Follow(read);

    /// <summary>The market is read no longer over this feed; what waits still goes its way.</summary>
    public void End()
    {
        lock (_gate)
        {
            IsEnded = true;
            Monitor.PulseAll(_gate);
        }

        lane.Announce();
    }

    /// <summary>Another silo reads the market over this feed from now on; what waits still goes its way.</summary>
    public void MoveAway()
    {
        IsMoved = true;
        End();
    }

    /// <summary>Nobody waits for room any more: the process stops, and what finds none is dropped and counted.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _isReleased = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>The venue says otherwise of the market now: its symbol is told before the next trade.</summary>
    public void Learn(TrackedMarket known)
    {
        if (_market != known)
        {
            _market = known;
            lane.Retrack();
        }
    }

    /// <summary>The feed has not been listening for a while: trades may be missing before the next one. Called by the thread that adds.</summary>
    public void Resume()
    {
        lock (_gate)
        {
            if (_lastResumed != Total)
            {
                _resumed.Enqueue(_lastResumed = Total);
            }
        }
    }

    /// <summary>
    /// What waits, as one item of a batch; null when nothing does. An item tells of one break, so it ends before the next one: what follows it
    /// waits for the next call. Give it back with <see cref="Recycle"/>, and say with <see cref="Settle"/> when it has been counted.
    /// </summary>
    public MarketTrades? Take()
    {
        lock (_gate)
        {
            if (_count == 0)
            {
                return null;
            }

            var taken = _filling;
            if (_start > 0)
            {
                Rotate(taken);
            }

            var first = Total - _count;
            var resumedAt = TakeResumed(first);
            var count = _resumed.TryPeek(out var next) && next < Total ? (int)(next - first) : _count;
            var item = new MarketTrades(Market.Market, _ledgerName, Epoch, taken, count) { DroppedBefore = _dropped, ResumedAt = resumedAt };
            _isLeft = count < _count;
            Keep(taken, count);
            Monitor.PulseAll(_gate);
            (_taken, _isUnderWay) = (taken, true);
            return item;
        }
    }

    /// <summary>The array of what was taken may be filled again: it has been counted, or the lane keeps trades of its own.</summary>
    public void Recycle()
    {
        lock (_gate)
        {
            _spare = _taken;
            _taken = [];
        }
    }

    /// <summary>What was taken has been counted.</summary>
    public void Settle()
    {
        lock (_gate)
        {
            _isUnderWay = false;
        }
    }

    // The symbol's strategy bar waits for the slowest of its markets.
    private bool PassesBar(ReadOnlySpan<Trade> trades)
    {
        var latest = trades.Length == 0 ? 0 : trades[^1].UnixMs;
        if (latest < _barEnds)
        {
            return false;
        }

        _barEnds = lane.Timeframe.Close(lane.Timeframe.Floor(latest));
        return true;
    }

    // The usual case: there is room for all.
    private bool TryAppendAll(ReadOnlySpan<Trade> trades)
    {
        if (IsEnded || _start != 0 || _count + trades.Length > Math.Min(_filling.Length, options.Capacity))
        {
            return false;
        }

        trades.CopyTo(_filling.AsSpan(_count));
        Total += trades.Length;
        _count += trades.Length;
        return true;
    }

    // False when the market is read no longer: the rest is not taken.
    private bool AppendEach(ReadOnlySpan<Trade> trades)
    {
        foreach (ref readonly var trade in trades)
        {
            while (options.Block && !_isReleased && !IsEnded && _count == options.Capacity)
            {
                lane.HurryUp();
                Monitor.Wait(_gate);
            }

            if (IsEnded)
            {
                return false;
            }

            Append(trade);
        }

        return true;
    }

    private void Append(in Trade trade)
    {
        Total++;
        if (_count == _filling.Length && _count < options.Capacity)
        {
            Array.Resize(ref _filling, Math.Min(options.Capacity, Math.Max(16, _count * 2)));
        }

        if (_count == options.Capacity)
        {
            _filling[_start] = trade;
            _start = (_start + 1) % _filling.Length;
            _dropped++;
            Dropped++;
            return;
        }

        _filling[_count++] = trade;
    }

    // Breaks before trades that had to be dropped count at the first that is left.
    private int TakeResumed(long first)
    {
        var at = -1;
        while (_resumed.TryPeek(out var number) && number < Total && (at < 0 || number <= first))
        {
            at = (int)Math.Max(0, _resumed.Dequeue() - first);
        }

        return at;
    }

    private void Keep(Trade[] taken, int from)
    {
        var left = _count - from;
        _filling = left > _spare.Length ? new Trade[taken.Length] : _spare;
        Array.Copy(taken, from, _filling, 0, left);
        _spare = [];
        (_start, _count, _dropped) = (0, left, 0);
    }

    private void Rotate(Trade[] ring)
    {
        var ordered = new Trade[ring.Length];
        Array.Copy(ring, _start, ordered, 0, ring.Length - _start);
        Array.Copy(ring, 0, ordered, ring.Length - _start, _start);
        ordered.CopyTo(ring, 0);
    }
}
