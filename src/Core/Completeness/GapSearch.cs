namespace SqueezeFlow.Core.Completeness;

/// <summary>One search over a venue's history for what a gap lacks.</summary>
/// <param name="At">Wall time of its end.</param>
/// <param name="Outcome"><c>filled</c>, <c>partly</c> (the list reaches no further), <c>behind</c> (the list is not as far yet), <c>failed</c> (no answer) or <c>left</c> (too long, or tried for too long).</param>
/// <param name="Trades">Trades that the search has read.</param>
/// <param name="Words">The request, or why there was none.</param>
public sealed record GapSearch(DateTimeOffset At, string Outcome, int Trades, string Words);
