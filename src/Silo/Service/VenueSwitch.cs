using SqueezeFlow.Core.Views.Venues;
using SqueezeFlow.Simulation.Venues;

namespace SqueezeFlow.Silo.Service;

/// <summary>Cuts the simulated venues of a demo off for a while. There only where venues are simulated.</summary>
internal sealed class VenueSwitch
{
    private volatile SimulatedVenues? _venues;

    /// <summary>Each venue; none before they have started.</summary>
    public IReadOnlyList<SimulatedVenueView> Venues => _venues is { } venues ? [.. venues.Exchanges.Select(name => new SimulatedVenueView(name, venues.AwayUntil(name)))] : [];

    /// <summary>The venues that it cuts off.</summary>
    public void Follow(SimulatedVenues venues) => _venues = venues;

    /// <summary>Cuts one of <see cref="Venues"/> off for so long of wall time.</summary>
    public async Task<SimulatedVenueView> CutAsync(string venue, TimeSpan length, CancellationToken cancellationToken) =>
        new(venue, await (_venues ?? throw new InvalidOperationException("The simulated venues have not started.")).CutAsync(venue, length, cancellationToken));
}
