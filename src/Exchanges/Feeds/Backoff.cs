namespace SqueezeFlow.Exchanges.Feeds;

/// <summary>Waits between connects: full jitter under a bound that doubles, so that many feeds do not come back at once. One thread.</summary>
internal sealed class Backoff(TimeSpan first, TimeSpan longest)
{
    private const int MostDoublings = 20;

    private int _failures;

    /// <summary>Upper bound of the next wait.</summary>
    public TimeSpan Bound => TimeSpan.FromTicks(Math.Min(longest.Ticks, first.Ticks << Math.Min(_failures, MostDoublings)));

    /// <summary>The next wait; the bound grows.</summary>
    public TimeSpan Next()
    {
        var wait = Bound * Random.Shared.NextDouble();
        _failures++;
        return wait;
    }

    /// <summary>The next failure counts as the first.</summary>
    public void Reset() => _failures = 0;
}
