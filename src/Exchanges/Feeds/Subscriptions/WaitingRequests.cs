using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Exchanges.Feeds.Subscriptions;

/// <summary>Requests that await an answer, in the order of sending. One thread at a time.</summary>
/// <param name="nameOf">The name that the venue uses for a market.</param>
internal sealed class WaitingRequests(Func<Instrument, string> nameOf)
{
    private readonly List<WaitingRequest> _requests = [];

    /// <summary>How many wait.</summary>
    public int Count => _requests.Count;

    /// <summary>Whether markets wait that are asked for the first time.</summary>
    public bool HasFirst => _requests.Exists(request => request.Batch is { Greeting: null, IsRetry: false });

    /// <summary>Takes note of a request that was sent.</summary>
    public void Add(WaitingRequest request) => _requests.Add(request);

    /// <summary>Takes a request by its number; null when none of that number waits.</summary>
    public WaitingRequest? Take(long requestId) => TakeAt(_requests.FindIndex(request => request.Id == requestId && request.Batch.Greeting is null));

    /// <summary>Takes the oldest of all, greetings included.</summary>
    public WaitingRequest? TakeOldest() => TakeAt(_requests.Count > 0 ? 0 : -1);

    /// <summary>Takes the oldest greeting.</summary>
    public WaitingRequest? TakeGreeting() => TakeAt(_requests.FindIndex(request => request.Batch.Greeting is not null));

    /// <summary>Takes one market out of its request by the venue's name for it.</summary>
    public Instrument? TakeMarket(string name)
    {
        foreach (var request in _requests)
        {
            if (request.Left.FindIndex(market => nameOf(market) == name) is var at and >= 0)
            {
                var market = request.Left[at];
                request.Left.RemoveAt(at);
                if (request.Left.Count == 0)
                {
                    _requests.Remove(request);
                }

                return market;
            }
        }

        return null;
    }

    /// <summary>The venue's names for all markets that wait.</summary>
    public IEnumerable<string> Names => _requests.SelectMany(request => request.Left).Select(nameOf);

    /// <summary>Takes requests that have waited for so long.</summary>
    public IReadOnlyList<WaitingRequest> TakeOlderThan(TimeSpan time, TimeProvider clock)
    {
        WaitingRequest[] old = [.. _requests.Where(request => clock.GetElapsedTime(request.SentAt) >= time)];
        _requests.RemoveAll(old.Contains);
        return old;
    }

    private WaitingRequest? TakeAt(int index)
    {
        if (index < 0)
        {
            return null;
        }

        var request = _requests[index];
        _requests.RemoveAt(index);
        return request;
    }
}
