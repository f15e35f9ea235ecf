namespace SqueezeFlow.Simulation.Venues;

/// <summary>A WebSocket that a client has opened.</summary>
/// <param name="Exchange">The venue.</param>
/// <param name="At">Wall time.</param>
public sealed record VenueConnect(string Exchange, DateTimeOffset At);
