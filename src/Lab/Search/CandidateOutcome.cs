using SqueezeFlow.Lab.Overfitting;
using SqueezeFlow.Lab.Search.Objectives;

namespace SqueezeFlow.Lab.Search;

/// <summary>What came of a candidate.</summary>
/// <param name="Measures">What was measured.</param>
/// <param name="Returns">Its daily returns in blocks, alike for all candidates of a search; null where there are none.</param>
public sealed record CandidateOutcome(MeasureSet Measures, ReturnBlocks? Returns = null);
