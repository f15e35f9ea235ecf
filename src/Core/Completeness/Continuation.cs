using SqueezeFlow.Core.Completeness.Ids;

namespace SqueezeFlow.Core.Completeness;

/// <summary>What was missing of a market where another process left off.</summary>
/// <param name="Holes">Ids that were missing and may still come, the earliest first.</param>
/// <param name="Gaps">Gaps on record that are open.</param>
/// <param name="Ids">Ids counted that another reader may still bring.</param>
public sealed record Continuation(IReadOnlyList<IdRange> Holes, IReadOnlyList<Gap> Gaps, IReadOnlyList<long> Ids);
