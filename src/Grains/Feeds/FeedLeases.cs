using SqueezeFlow.Interfaces.Feeds;

namespace SqueezeFlow.Grains.Feeds;

/// <summary>
/// What the feeds of a venue are to read, and the calls that keep them at it: all at once, each for itself, so that a feed that fails or hangs
/// takes nothing from the others. For use by one grain.
/// </summary>
/// <param name="feed">A feed by its id.</param>
/// <param name="clock">Bounds the waits.</param>
/// <param name="failed">Told of calls that failed or hang.</param>
internal sealed class FeedLeases(Func<string, IFeedGrain> feed, TimeProvider clock, Action<string, Exception> failed)
{
    /// <summary>How long the calls of one round are waited for; those that take longer go on by themselves.</summary>
    public static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, Lease> _leases = new(StringComparer.Ordinal);

    /// <summary>Gives every feed of a plan its work and forgets feeds that are not in it: their leases run out.</summary>
    public Task AssignAsync(IReadOnlyDictionary<string, FeedAssignment> plan)
    {
        foreach (var id in _leases.Keys.Except(plan.Keys).ToArray())
        {
            _leases.Remove(id);
        }

        foreach (var (id, assignment) in plan)
        {
            if (!_leases.TryGetValue(id, out var known) || !known.Assignment.IsSameWork(assignment))
            {
                // A call for earlier work may still hang; the feed refuses it when it comes after this one.
                _leases[id] = new(assignment);
            }
        }

        return RenewAsync();
    }

    /// <summary>Renews every lease; a feed that has not taken its work yet is given it again.</summary>
    public async Task RenewAsync()
    {
        var calls = new Dictionary<string, Task>();
        foreach (var (id, lease) in _leases)
        {
            if (lease.UnderWay.IsCompleted)
            {
                lease.UnderWay = CallAsync(id, lease);
            }

            calls.Add(id, lease.UnderWay);
        }

        try
        {
            await Task.WhenAll(calls.Values).WaitAsync(CallTimeout, clock);
        }
        catch (TimeoutException e)
        {
            foreach (var (id, _) in calls.Where(call => !call.Value.IsCompleted))
            {
                failed(id, e);
            }
        }
    }

    // Never fails: what goes wrong is told.
    private async Task CallAsync(string id, Lease lease)
    {
        try
        {
            if (lease.IsTaken)
            {
                await feed(id).EnsureAsync();
            }
            else
            {
                await feed(id).AssignAsync(lease.Assignment);
                lease.IsTaken = true;
            }
        }
        catch (Exception e)
        {
            failed(id, e);
        }
    }

    private sealed class Lease(FeedAssignment assignment)
    {
        public FeedAssignment Assignment => assignment;

        public bool IsTaken { get; set; }

        public Task UnderWay { get; set; } = Task.CompletedTask;
    }
}
