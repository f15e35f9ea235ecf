using System.Collections.Concurrent;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Rest.Limits;

/// <summary>One gate per REST host of a venue, for the whole process. Safe for concurrent use.</summary>
internal sealed class RequestGates : IDisposable
{
    private readonly ConcurrentDictionary<(string Exchange, string Host), Lazy<RequestGate>> _gates = new();
    private readonly TimeProvider _clock;
    private readonly SharedLimits _limits;

    public RequestGates(TimeProvider clock, SharedLimits limits)
    {
        (_clock, _limits) = (clock, limits);
        limits.Closed += Close;
    }

    /// <summary>
    /// The gate that a request has to pass. Venues never share a host in earnest; where a simulator stands in for several of them, each keeps
    /// its own limits.
    /// </summary>
    public RequestGate Of(RequestTerms terms, Uri address) =>
        _gates.GetOrAdd((terms.Exchange, address.Authority), key => new(() => Make(key, terms.Budget))).Value;

    /// <inheritdoc/>
    public void Dispose()
    {
        _limits.Closed -= Close;
        foreach (var gate in _gates.Values)
        {
            gate.Value.Dispose();
        }
    }

    private RequestGate Make((string Exchange, string Host) key, RequestBudget budget)
    {
        var gate = new RequestGate(budget, _clock) { Share = () => _limits.Share, Refused = left => _limits.Tell(new(key.Exchange, key.Host, left)) };
        gate.CloseFor(_limits.LeftOf(key.Exchange, key.Host));
        return gate;
    }

    private void Close(VenueClosure closure)
    {
        if (_gates.TryGetValue((closure.Exchange, closure.Host), out var gate))
        {
            gate.Value.CloseFor(closure.Pause);
        }
    }
}
