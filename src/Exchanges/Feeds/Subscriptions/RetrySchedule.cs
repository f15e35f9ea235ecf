namespace SqueezeFlow.Exchanges.Feeds.Subscriptions;

/// <summary>
/// When what was refused is asked for again: after waits that double from the first to the longest, each drawn from its upper half, so that
/// connections that were refused together do not come back together. One thread at a time.
/// </summary>
/// <typeparam name="T">What is asked for.</typeparam>
internal sealed class RetrySchedule<T>(TimeSpan first, TimeSpan longest, TimeProvider clock)
    where T : notnull
{
    private readonly Dictionary<T, Attempt> _attempts = [];

    /// <summary>What was refused together is asked for again together, after a wait that is longer than the last.</summary>
    /// <param name="items">What was refused.</param>
    /// <param name="mostTogether">How many of them may share their next message.</param>
    public void Postpone(IReadOnlyList<T> items, int mostTogether)
    {
        if (items.Count == 0)
        {
            return;
        }

        var failures = items.Max(item => _attempts.GetValueOrDefault(item).Failures);
        var bound = Math.Min(longest.Ticks, first.Ticks * Math.Pow(2, Math.Min(failures, 30)));
        var wait = TimeSpan.FromTicks((long)(bound * (0.5 + (0.5 * Random.Shared.NextDouble()))));
        var now = clock.GetTimestamp();
        foreach (var item in items)
        {
            _attempts[item] = new(failures + 1, now, wait, mostTogether, IsWaiting: true);
        }
    }

    /// <summary>What is due, in groups that may share a message; it waits no longer.</summary>
    /// <param name="most">The largest group.</param>
    public IReadOnlyList<T[]> TakeDue(int most)
    {
        var due = _attempts.Where(item => item.Value.IsWaiting && clock.GetElapsedTime(item.Value.At) >= item.Value.Wait).ToArray();
        foreach (var (item, attempt) in due)
        {
            _attempts[item] = attempt with { IsWaiting = false };
        }

        return [.. due.GroupBy(item => Math.Clamp(item.Value.MostTogether, 1, most)).SelectMany(group => group.Select(item => item.Key).Chunk(group.Key))];
    }

    /// <summary>It was taken, or is no longer wanted: its next refusal is the first.</summary>
    public void Forget(T item) => _attempts.Remove(item);

    private readonly record struct Attempt(int Failures, long At, TimeSpan Wait, int MostTogether, bool IsWaiting);
}
