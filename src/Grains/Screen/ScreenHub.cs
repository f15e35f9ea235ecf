namespace SqueezeFlow.Grains.Screen;

/// <summary>
/// Hands what happens to every screen that listens, and remembers the last two minutes for those that come back. A slow
/// reader costs nobody else anything: its own buffer is bounded, and it is told to read its snapshots anew.
/// Safe for concurrent use.
/// </summary>
/// <remarks>
/// The first number is derived from the time of the start, so that a number given by an earlier run is never taken for one
/// of this run.
/// </remarks>
public sealed class ScreenHub : IScreen
{
    /// <summary>Events other than <c>bar</c> and <c>sym</c> are remembered for this long.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(2);

    internal const int MaxRemembered = 50_000;

    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private readonly Queue<ScreenEvent> _recent = new();
    private readonly Dictionary<ScreenKey, ScreenEvent> _states = [];
    private readonly List<ScreenSubscription> _subscriptions = [];
    private readonly ScreenInterests _interests;
    private long _forgotten;
    private long _sequence;
    private long? _leftAt;

    /// <summary>An empty hub.</summary>
    /// <param name="clock">Drives how long events are remembered and how often states are told.</param>
    public ScreenHub(TimeProvider clock)
        : this(clock, clock.GetUtcNow().ToUnixTimeMilliseconds() * 100)
    {
    }

    /// <summary>An empty hub whose numbers begin after a given one.</summary>
    internal ScreenHub(TimeProvider clock, long first)
    {
        (_clock, _sequence, _forgotten) = (clock, first, first);
        _interests = new(clock, Memory);
    }

    /// <inheritdoc/>
    public long Sequence => Volatile.Read(ref _sequence);

    /// <inheritdoc/>
    public bool WantsStates()
    {
        lock (_gate)
        {
            if (_subscriptions.Count > 0 || (_leftAt is { } left && _clock.GetElapsedTime(left) <= Memory))
            {
                return true;
            }

            Volatile.Write(ref _sequence, _sequence + 1);
            _forgotten = _sequence;
            return false;
        }
    }

    /// <summary>Readers now.</summary>
    public int Readers
    {
        get
        {
            lock (_gate)
            {
                return _subscriptions.Count;
            }
        }
    }

    /// <summary>Called when a reader has come that wants what other processes were not told yet; null where there are none.</summary>
    internal Action? Wanted { get; set; }

    /// <inheritdoc/>
    public void Publish(string kind, string? symbol, object view) => Tell(kind, symbol, view, isRelayed: false);

    /// <summary>Tells the screens of this process what another has told.</summary>
    internal void Relay(string kind, string? symbol, object view) => Tell(kind, symbol, view, isRelayed: true);

    /// <summary>What the screens of this process want, or wanted lately; null when there are none. What they want no longer is forgotten with it.</summary>
    internal ScreenFilter? Interest()
    {
        lock (_gate)
        {
            if (_interests.Prune(_subscriptions))
            {
                Forget();
            }

            return _interests.Now(_subscriptions);
        }
    }

    /// <summary>The other processes tell what was asked for: whoever has listened for longer than they do reads its snapshots anew, once.</summary>
    /// <param name="interest">What was asked for.</param>
    /// <param name="isNew">Whether one of them tells it only from now on: then all screens read anew.</param>
    internal void Confirm(ScreenFilter interest, bool isNew)
    {
        lock (_gate)
        {
            _interests.Confirmed = interest;
            var uncovered = _subscriptions.Where(one => one.IsUncovered && interest.Covers(one.Filter)).ToArray();
            foreach (var subscription in uncovered)
            {
                subscription.IsUncovered = false;
            }

            if (isNew)
            {
                StartAllOver();
            }
            else
            {
                Array.ForEach(uncovered, subscription => subscription.StartOver());
            }
        }
    }

    /// <summary>Something of other processes was missed: all screens read their snapshots anew.</summary>
    internal void StartOver()
    {
        lock (_gate)
        {
            StartAllOver();
        }
    }

    /// <summary>Starts to listen.</summary>
    /// <param name="filter">What is wanted.</param>
    /// <param name="after">
    /// Number of the last event that the reader knows: it is told all later ones first, or <c>resync</c> when some of them
    /// are forgotten or the number is not of this run. Null to hear only what happens from now on.
    /// </param>
    public ScreenSubscription Subscribe(ScreenFilter filter, long? after = null)
    {
        var subscription = new ScreenSubscription(this, filter, _clock);
        bool isUncovered;
        lock (_gate)
        {
            if (after is { } known)
            {
                CatchUp(subscription, known);
            }

            isUncovered = Wanted is not null && !filter.IsOwnOnly && !_interests.IsConfirmed(filter);
            subscription.IsUncovered = isUncovered;
            _subscriptions.Add(subscription);
        }

        if (isUncovered)
        {
            Wanted?.Invoke();
        }

        return subscription;
    }

    internal void Remove(ScreenSubscription subscription)
    {
        lock (_gate)
        {
            if (!_subscriptions.Remove(subscription))
            {
                return;
            }

            _leftAt = _clock.GetTimestamp();
            if (Wanted is not null && !subscription.Filter.IsOwnOnly)
            {
                _interests.Left(subscription.Filter);
            }
        }
    }

    private void Tell(string kind, string? symbol, object view, bool isRelayed)
    {
        var now = _clock.GetTimestamp();
        lock (_gate)
        {
            var item = new ScreenEvent(_sequence + 1, kind, symbol, view, now) { IsRelayed = isRelayed };
            Volatile.Write(ref _sequence, item.Id);
            Remember(item, now);
            foreach (var subscription in _subscriptions)
            {
                subscription.Offer(item);
            }
        }
    }

    private void StartAllOver()
    {
        Forget();
        foreach (var subscription in _subscriptions.Where(one => !one.Filter.IsOwnOnly))
        {
            subscription.StartOver();
        }
    }

    // A number that was given until now is too old to go on from.
    private void Forget()
    {
        Volatile.Write(ref _sequence, _sequence + 1);
        _forgotten = _sequence;
    }

    private void Remember(ScreenEvent item, long now)
    {
        if (item.IsState)
        {
            _states[ScreenKey.Of(item)] = item;
            return;
        }

        _recent.Enqueue(item);
        while (_recent.Count > MaxRemembered ||
               (_recent.TryPeek(out var oldest) && _clock.GetElapsedTime(oldest.Timestamp, now) > Memory))
        {
            _forgotten = _recent.Dequeue().Id;
        }
    }

    private void CatchUp(ScreenSubscription subscription, long known)
    {
        if (known < _forgotten || known > _sequence)
        {
            subscription.StartOver();
            return;
        }

        foreach (var item in _recent.Concat(_states.Values).Where(item => item.Id > known).OrderBy(item => item.Id))
        {
            subscription.Offer(item);
        }
    }
}
