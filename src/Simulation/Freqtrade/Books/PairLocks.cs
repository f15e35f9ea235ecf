namespace SqueezeFlow.Simulation.Freqtrade.Books;

/// <summary>Locks of pairs. Entries by API do not look at them.</summary>
internal sealed class PairLocks
{
    private static readonly TimeSpan Candle = TimeSpan.FromMinutes(5);

    private readonly List<PairLock> _locks = [];
    private long _next;

    /// <summary>Those that the bot shows: of both sides alone.</summary>
    public IEnumerable<PairLock> Shown => _locks.Where(static item => item.Side == "*");

    /// <summary>Locks a pair until the candle ends that the time is in.</summary>
    public void Add(string pair, DateTimeOffset until, string side, string reason, DateTimeOffset now)
    {
        var beyond = until.UtcTicks % Candle.Ticks;
        _locks.Add(new(++_next, pair, side, reason, now, beyond == 0 ? until : until.AddTicks(Candle.Ticks - beyond)));
    }

    public void Remove(Predicate<PairLock> which) => _locks.RemoveAll(which);
}

/// <summary>A lock of a pair.</summary>
internal sealed record PairLock(long Id, string Pair, string Side, string Reason, DateTimeOffset From, DateTimeOffset Until);
