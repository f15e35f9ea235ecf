namespace SqueezeFlow.Core.Views.Venues;

/// <summary>A venue, and how its connections were lately.</summary>
/// <param name="Venue">Venue id.</param>
/// <param name="Closed">Why it is read no more, e.g. <c>closed on 2026-09-23</c>; null while it trades.</param>
/// <param name="IsRead">Whether it has connections, or is to have some.</param>
/// <param name="Connects">Connections made, the first of each excepted, in the last 24 h as far as this process has looked.</param>
/// <param name="LagMsP50">Middle of the greatest lags of its connections in the last 15 minutes, milliseconds; null where none is told.</param>
/// <param name="LagMsP99">What 99 of 100 of these lags are no greater than, milliseconds; null where none is told.</param>
/// <param name="TradesPerSecond">Trades a second, a value for every 15 s of the last 15 minutes, oldest first.</param>
public sealed record VenueView(
    string Venue, string? Closed, bool IsRead, long Connects, double? LagMsP50, double? LagMsP99, IReadOnlyList<double> TradesPerSecond);
