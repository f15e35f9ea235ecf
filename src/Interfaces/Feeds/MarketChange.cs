namespace SqueezeFlow.Interfaces.Feeds;

/// <summary>What became of a market that was added or taken away while the service runs.</summary>
/// <param name="Market">The market id.</param>
/// <param name="IsFollowed">Whether it is read from now on.</param>
/// <param name="Reason">Why it could not be done; null when it was.</param>
/// <param name="Nearest">The listed market whose name comes nearest to one that is not listed; null otherwise.</param>
public sealed record MarketChange(string Market, bool IsFollowed, string? Reason = null, string? Nearest = null);
