using System.Collections.Concurrent;

namespace SqueezeFlow.Exchanges.Rest.Limits;

/// <summary>
/// What this process may use of what venues allow from one address, and what venues have said to others at the same address. Alone it may use all of it, and
/// nobody tells it anything. Safe for concurrent use.
/// </summary>
/// <param name="clock">Drives the pauses.</param>
public sealed class SharedLimits(TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string Exchange, string Host), (long At, TimeSpan Pause)> _closed = new();
    private double _share = 1;

    /// <summary>A venue has refused this process, so that others at the same address should stay away too. Handlers return at once.</summary>
    public event Action<VenueClosure>? Refused;

    /// <summary>A venue has refused somebody else at the same address.</summary>
    internal event Action<VenueClosure>? Closed;

    /// <summary>Part of every limit that this process may use, greater than 0, at most 1.</summary>
    public double Share
    {
        get => Volatile.Read(ref _share);
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1);
            Volatile.Write(ref _share, value);
        }
    }

    /// <summary>A venue has refused somebody else at the same address: no request of this process goes there for as long.</summary>
    public void Close(VenueClosure closure)
    {
        ArgumentNullException.ThrowIfNull(closure);
        _closed[(closure.Exchange, closure.Host)] = (clock.GetTimestamp(), closure.Pause);
        Closed?.Invoke(closure);
    }

    /// <summary>A venue has refused this process.</summary>
    public void Tell(VenueClosure closure) => Refused?.Invoke(closure);

    /// <summary>What is left of the pause of a host that nobody here has asked yet; not positive when it is over.</summary>
    public TimeSpan LeftOf(string exchange, string host) =>
        _closed.TryGetValue((exchange, host), out var closed) ? closed.Pause - clock.GetElapsedTime(closed.At) : TimeSpan.Zero;
}
