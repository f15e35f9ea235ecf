using System.Collections.Concurrent;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.Exchanges.Rest.Limits;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Rest;

/// <summary>Keeps the connects of each venue within its limits, or this process's share of them, over all of its connections; and fetches tickets.</summary>
public sealed class FeedAccess(ExchangeRests rests, SharedLimits limits, TimeProvider clock) : IFeedAccess, IDisposable
{
    // However many connects a venue allows within minutes, they do not come all at once.
    private static readonly RequestBudget Burst = new(5, TimeSpan.FromSeconds(1));

    private readonly ConcurrentDictionary<string, Lazy<RequestGate[]>> _gates = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task<Uri> AdmitAsync(FeedPlan plan, CancellationToken cancellationToken)
    {
        foreach (var gate in _gates.GetOrAdd(plan.Exchange, exchange => new(() => [.. GatesOf(exchange)])).Value)
        {
            // How long the dialling takes is not known here: its beginning is what counts.
            gate.Leave(await gate.EnterAsync(1, RestPriority.Ticket, cancellationToken).ConfigureAwait(false));
        }

        return rests.TryGet(plan.Exchange, out var rest)
            ? await rest.GetAddressAsync(plan.Endpoint, plan.Address, cancellationToken).ConfigureAwait(false)
            : plan.Address;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var gate in _gates.Values.SelectMany(gates => gates.Value))
        {
            gate.Dispose();
        }
    }

    private IEnumerable<RequestGate> GatesOf(string exchange)
    {
        if (ExchangeCatalog.TryGet(exchange, out var adapter) && adapter.Descriptor.Connects is { } connects)
        {
            yield return new(connects, clock) { Share = () => limits.Share };
        }

        yield return new(Burst, clock);
    }
}
