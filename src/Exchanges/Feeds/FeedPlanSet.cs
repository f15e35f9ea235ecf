using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Exchanges.Feeds;

/// <summary>The connections of a venue, and what they leave out.</summary>
/// <param name="Feeds">The connections, each within the venue's limits.</param>
/// <param name="Unserved">Markets whose endpoint is switched off by the configuration.</param>
public sealed record FeedPlanSet(IReadOnlyList<FeedPlan> Feeds, IReadOnlyList<Instrument> Unserved)
{
    /// <summary>Markets for which the venue allows no further connection, in the order of the plan.</summary>
    public IReadOnlyList<Instrument> LeftOut { get; init; } = [];
}
