namespace SqueezeFlow.Interfaces.Feeds;

/// <summary>State of a venue's planning.</summary>
/// <param name="IsPlanned">Whether its markets are chosen and spread over feeds.</param>
/// <param name="Feeds">Ids of its feeds.</param>
/// <param name="Markets">Markets chosen.</param>
/// <param name="Error">Why planning has not come further or the list is old, in words; null when nothing is wrong.</param>
/// <param name="ListedAt">When the venue gave the list that the plan rests on; null before the first.</param>
/// <param name="Unserved">Chosen markets that no connection has room for, or whose address is switched off.</param>
public sealed record ExchangePlan(
    bool IsPlanned, IReadOnlyList<string> Feeds, int Markets, string? Error, DateTimeOffset? ListedAt = null, int Unserved = 0)
{
    /// <summary>Words of <c>Feeds:Markets</c> that its list has no market for; they may mean markets of other venues. Empty before the first list.</summary>
    public IReadOnlyList<UnlistedName> Unlisted { get; init; } = [];

    /// <summary>Ids of markets that somebody took away while the service ran.</summary>
    public IReadOnlyList<string> Removed { get; init; } = [];
}
