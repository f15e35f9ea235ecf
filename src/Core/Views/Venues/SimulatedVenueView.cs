namespace SqueezeFlow.Core.Views.Venues;

/// <summary>A venue that a demo simulates.</summary>
/// <param name="Venue">Venue id.</param>
/// <param name="AwayUntil">Wall time until which it is cut off; null while it is there.</param>
public sealed record SimulatedVenueView(string Venue, DateTimeOffset? AwayUntil);
