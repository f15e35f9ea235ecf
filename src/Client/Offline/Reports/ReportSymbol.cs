namespace SqueezeFlow.Client.Offline.Reports;

/// <summary>What the page of a back-test holds of one symbol.</summary>
/// <param name="Symbol">What it is called.</param>
/// <param name="Chart">Bars to draw.</param>
/// <param name="OpenInterest">Open interest; null when none was given.</param>
/// <param name="Ledgers">What of each market is there.</param>
/// <param name="Explanations">Why evaluations ended as they did.</param>
internal sealed record ReportSymbol(string Symbol, ChartColumns Chart, OpenInterestColumns? OpenInterest, IReadOnlyList<ReportLedger> Ledgers, ReportExplanations Explanations);
