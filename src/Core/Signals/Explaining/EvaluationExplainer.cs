namespace SqueezeFlow.Core.Signals.Explaining;

/// <summary>Puts an evaluation into words.</summary>
internal static class EvaluationExplainer
{
    public static Explanation Explain(string symbol, StrategyOptions options, in Evaluation evaluation) =>
        new(symbol, evaluation.BarCloseUnixMs, options.Profile, evaluation.Bars, evaluation.Decision.ToString().ToUpperInvariant(), evaluation.Score, null, []);
}
