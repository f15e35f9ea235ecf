namespace SqueezeFlow.Exchanges.Venues;

/// <summary>How much a venue allows from one address.</summary>
/// <param name="Weight">Weight of all requests, or number of connects, within <paramref name="Per"/>.</param>
/// <param name="Per">The window.</param>
public sealed record RequestBudget(int Weight, TimeSpan Per);
