using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Core.Completeness;

/// <summary>A gap that was searched for. Keyed like <see cref="Gap"/>.</summary>
/// <param name="Market">The market.</param>
/// <param name="BeforeId">Id of the last trade before the hole.</param>
/// <param name="BeforeUnixMs">Exchange time of that trade.</param>
/// <param name="Searches">The searches, oldest first.</param>
public sealed record SearchedGap(MarketId Market, long BeforeId, long BeforeUnixMs, IReadOnlyList<GapSearch> Searches);
