namespace SqueezeFlow.Core.Backtest.Parity;

/// <summary>How far the service has evaluated a symbol.</summary>
/// <param name="EvaluatedUnixMs">Close of the last bar evaluated, milliseconds since 1970 UTC; 0 before the first.</param>
/// <param name="SpotCvd">Never-reset cumulative volume delta of spot then, USD.</param>
/// <param name="PerpCvd">Never-reset cumulative volume delta of perpetuals then, USD.</param>
public sealed record LastEvaluation(long EvaluatedUnixMs, double SpotCvd, double PerpCvd);
