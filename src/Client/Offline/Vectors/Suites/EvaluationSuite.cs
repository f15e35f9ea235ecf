namespace SqueezeFlow.Client.Offline.Vectors.Suites;

/// <summary>One evaluation at the last bar without a position: files <c>eval_*</c>.</summary>
internal sealed class EvaluationSuite(VectorParameters parameters) : IVectorSuite
{
    private static readonly string[] Echoes =
    [
        "phase", "skipped", "threshold_used", "trend_consistency", "spot_trend", "futures_trend", "divergence_strength",
        "initial_divergence", "oi_confirmed", "squeeze_valid", "baseline_used", "structure_type",
    ];

    public bool Handles(string name, VectorRow first) => name.StartsWith("eval_", StringComparison.Ordinal);

    public IEnumerable<VectorVerdict> VerdictsOf(VectorRow row) => Verdicts(row);

    public void Judge(VectorRow row, VectorVerdict verdict, MismatchList mismatches)
    {
        var isOriginal = verdict == VectorVerdict.Original;
        var strategy = VectorBars.Read(row).Strategy(parameters.Of(verdict));
        var evaluation = strategy.Evaluate(new(row.GetObject("portfolio").GetNumber("total_value")));
        if (isOriginal)
        {
            mismatches.Compare("", row.GetObject("expected").Json, OriginalTree.Of(strategy.Symbol, evaluation), IsEcho);
        }
        else
        {
            mismatches.Compare("", row.GetObject("corrected").Json, CorrectedTree.Of(evaluation), IsEcho);
        }
    }

    /// <summary>The profiles for which a vector with <c>expected</c> and <c>corrected</c> has a verdict.</summary>
    internal static IEnumerable<VectorVerdict> Verdicts(VectorRow row)
    {
        if (row.Has("expected"))
        {
            yield return VectorVerdict.Original;
        }

        if (row.Has("corrected"))
        {
            yield return VectorVerdict.Corrected;
        }
    }

    /// <summary>Fields that repeat constants or inputs, and labels that say nothing beyond another field.</summary>
    internal static bool IsEcho(string path)
    {
        var name = path[(path.LastIndexOf('.') + 1)..];
        return Echoes.Contains(name) ||
            (name == "pattern" && (path.Contains("reset_type_", StringComparison.Ordinal) || path.Contains("flow_reversal", StringComparison.Ordinal)));
    }
}
