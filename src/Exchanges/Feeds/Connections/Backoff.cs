namespace SqueezeFlow.Exchanges.Feeds.Connections;

/// <summary>Waits between connects: full jitter under a bound that grows by half, so that many feeds do not come back at once. One thread.</summary>
internal sealed class Backoff
{
    // Doubling overshoots a short outage by more than it lasted, and what is missed meanwhile may be more than a venue keeps.
    private const double Growth = 1.5;

    private readonly TimeSpan _first;
    private readonly TimeSpan _longest;

    public Backoff(TimeSpan first, TimeSpan longest) => (_first, _longest, Bound) = (first, longest, first);

    /// <summary>Upper bound of the next wait.</summary>
    public TimeSpan Bound { get; private set; }

    /// <summary>The next wait; the bound grows.</summary>
    public TimeSpan Next()
    {
        var wait = Bound * Random.Shared.NextDouble();
        Bound = TimeSpan.FromTicks(Math.Min(_longest.Ticks, (long)(Bound.Ticks * Growth)));
        return wait;
    }

    /// <summary>The next failure counts as the first.</summary>
    public void Reset() => Bound = _first;
}
