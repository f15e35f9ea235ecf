namespace SqueezeFlow.Interfaces.Feeds;

/// <summary>A word of <c>Feeds:Markets</c> that means no market of a venue's list.</summary>
/// <param name="Asked">The word: a market id, a pattern or a base coin.</param>
/// <param name="Nearest">The name on the list that comes nearest; null when none is near.</param>
public sealed record UnlistedName(string Asked, string? Nearest);
