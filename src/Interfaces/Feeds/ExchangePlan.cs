namespace SqueezeFlow.Interfaces.Feeds;

/// <summary>State of a venue's planning.</summary>
/// <param name="IsPlanned">Whether its markets are chosen and spread over feeds.</param>
/// <param name="Feeds">Ids of its feeds.</param>
/// <param name="Markets">Markets chosen.</param>
/// <param name="Error">Why planning has not come further, in words; null when nothing is wrong.</param>
public sealed record ExchangePlan(bool IsPlanned, IReadOnlyList<string> Feeds, int Markets, string? Error);
