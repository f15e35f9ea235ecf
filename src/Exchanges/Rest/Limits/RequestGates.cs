using System.Collections.Concurrent;

namespace SqueezeFlow.Exchanges.Rest.Limits;

/// <summary>One gate per REST host of a venue, for the whole process. Safe for concurrent use.</summary>
internal sealed class RequestGates(TimeProvider clock) : IDisposable
{
    private readonly ConcurrentDictionary<(string Exchange, string Host), Lazy<RequestGate>> _gates = new();

    /// <summary>
    /// The gate that a request has to pass. Venues never share a host in earnest; where a simulator stands in for several of them, each keeps
    /// its own limits.
    /// </summary>
    public RequestGate Of(RequestTerms terms, Uri address) =>
        _gates.GetOrAdd((terms.Exchange, address.Authority), _ => new(() => new(terms.Budget, clock))).Value;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var gate in _gates.Values)
        {
            gate.Value.Dispose();
        }
    }
}
