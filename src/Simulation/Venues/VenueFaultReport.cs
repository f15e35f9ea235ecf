namespace SqueezeFlow.Simulation.Venues;

/// <summary>What went wrong so far, and what clients did about it.</summary>
/// <param name="Repeated">Messages sent a second time.</param>
/// <param name="Overtaken">Messages sent after those of a later taker order.</param>
/// <param name="Withheld">Messages that silent connections did not get.</param>
/// <param name="RefusedSubscriptions">Subscriptions answered with an error.</param>
/// <param name="RefusedCalls">REST calls answered with 429.</param>
/// <param name="Connects">WebSockets opened, in time order.</param>
public sealed record VenueFaultReport(
    long Repeated, long Overtaken, long Withheld, long RefusedSubscriptions, long RefusedCalls, IReadOnlyList<VenueConnect> Connects);
