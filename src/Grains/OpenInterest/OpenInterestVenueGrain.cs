using Microsoft.Extensions.Logging;
using SqueezeFlow.Exchanges.Rest;
using SqueezeFlow.Exchanges.Rest.Requests;
using SqueezeFlow.Interfaces.OpenInterest;

namespace SqueezeFlow.Grains.OpenInterest;

/// <inheritdoc cref="IOpenInterestVenueGrain"/>
[KeepAlive]
[Orleans.Placement.Immovable]
internal sealed class OpenInterestVenueGrain(
    OpenInterestVenues collected, ExchangeRests venues, OpenInterestClock time, VenueReach reach, TimeProvider clock, ILogger<OpenInterestVenueGrain> logger)
    : Grain, IOpenInterestVenueGrain, IDisposable
{
    private readonly CancellationTokenSource _ends = new();
    private VenuePoller _poller = null!;
    private Task _polling = Task.CompletedTask;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _poller = new(
            this.GetPrimaryKeyString(), collected.Coins, venues, symbol => GrainFactory.GetGrain<IOpenInterestGrain>(symbol), time, reach, clock, logger);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => _ends.CancelAsync();

    public void Dispose() => _ends.Dispose();

    // The poll is not a request of its own: a venue may take minutes to answer.
    public ValueTask EnsureAsync()
    {
        if (_polling.IsCompleted && _poller.IsDue)
        {
            _polling = _poller.PollAsync(_ends.Token);
        }

        return default;
    }
}
