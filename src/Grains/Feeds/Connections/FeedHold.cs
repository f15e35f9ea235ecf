using SqueezeFlow.Core.Trades;
using SqueezeFlow.Grains.Routing;

namespace SqueezeFlow.Grains.Feeds.Connections;

/// <summary>
/// Keeps back what a connection brings while the one that it takes over from, on another silo, is still there: only at the end of that one is it known
/// whether anything was missed in between. Safe for concurrent use.
/// </summary>
/// <param name="clock">Tells how long nothing was heard of the other connection.</param>
internal sealed class FeedHold(TimeProvider clock)
{
    /// <summary>Trades kept at most; with the next one nobody waits any longer.</summary>
    public const int MostTrades = 100_000;

    private readonly Lock _gate = new();
    private readonly List<(MarketBuffer Buffer, Trade[] Trades)> _kept = [];
    private int _count;
    private long _misses;
    private long _heardAt = clock.GetTimestamp();
    private bool _isOver;

    /// <summary>Says of every market that trades may be missing before the next one.</summary>
    public Action Missed { get; set; } = static () => { };

    /// <summary>Whether trades are kept back.</summary>
    public bool IsHeld
    {
        get
        {
            lock (_gate)
            {
                return !_isOver;
            }
        }
    }

    /// <summary>How often trades may have been missed so far, the time before the first one among them.</summary>
    public long Misses
    {
        get
        {
            lock (_gate)
            {
                return _misses;
            }
        }
    }

    /// <summary>Time since the owner of the other connection was last heard of.</summary>
    public TimeSpan Silence => clock.GetElapsedTime(Volatile.Read(ref _heardAt));

    /// <summary>The owner of the other connection is there.</summary>
    public void Hear() => Volatile.Write(ref _heardAt, clock.GetTimestamp());

    /// <summary>Keeps trades; false when they go their way at once.</summary>
    public bool TryKeep(MarketBuffer buffer, ReadOnlySpan<Trade> trades)
    {
        lock (_gate)
        {
            if (!_isOver && _count + trades.Length <= MostTrades)
            {
                _kept.Add((buffer, trades.ToArray()));
                _count += trades.Length;
                return true;
            }

            End(isWhole: false);
            return false;
        }
    }

    /// <summary>Trades may have been missed; false when that is to be told at once.</summary>
    public bool TryMiss()
    {
        lock (_gate)
        {
            _misses++;
            return !_isOver;
        }
    }

    /// <summary>The other connection has ended: what was kept goes its way.</summary>
    /// <param name="misses">
    /// <see cref="Misses"/> at a time since which the other connection has had every trade; null when there is no such time. Unless they are the same
    /// still, trades may be missing before those that were kept.
    /// </param>
    public void Release(long? misses)
    {
        lock (_gate)
        {
            End(misses == _misses);
        }
    }

    private void End(bool isWhole)
    {
        if (_isOver)
        {
            return;
        }

        _isOver = true;
        if (!isWhole)
        {
            Missed();
        }

        foreach (var (buffer, trades) in _kept)
        {
            buffer.Add(trades);
        }

        _kept.Clear();
    }
}
