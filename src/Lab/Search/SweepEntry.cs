namespace SqueezeFlow.Lab.Search;

/// <summary>A candidate that was tried.</summary>
/// <param name="Number">From 0, in the order in which they are chosen.</param>
/// <param name="Values">Its parameters, in the order of the space.</param>
/// <param name="Outcome">What came of it, over the part of the data that it was tried on.</param>
/// <param name="Early">Its objective over the first part of the data; null without an early stop.</param>
/// <param name="IsStopped">Whether it was given up after the first part.</param>
public sealed record SweepEntry(int Number, IReadOnlyList<double> Values, CandidateOutcome Outcome, double? Early, bool IsStopped);
