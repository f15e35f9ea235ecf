namespace SqueezeFlow.Core.Signals.Validation;

/// <summary>Whether score, size, leverage and confidence of a signal fit together.</summary>
internal static class SignalConsistency
{
    /// <summary>Oddities of a well-formed signal.</summary>
    public static List<string> Of(in SignalFacts facts) => Of(facts.Score, facts.Factor, facts.Leverage, facts.Confidence);

    /// <summary>
    /// Oddities of a message of any form, as the reference system sees them: a missing number is 0, and comparing what is no
    /// number fails (null) if the comparison is reached at all.
    /// </summary>
    public static List<string>? OfUnchecked(SignalForm form)
    {
        var (score, factor, leverage, confidence) =
            (OrZero(form["score"]), OrZero(form["position_size_factor"]), OrZero(form["leverage"]), form["confidence"]);
        var weighsFactor = score is >= 8 or < 4;
        var weighsLeverage = score >= 8;
        var fails = double.IsNaN(score)
            || (weighsFactor && double.IsNaN(factor))
            || (weighsLeverage && double.IsNaN(leverage))
            || (confidence.IsGiven && !confidence.IsNumber);
        return fails ? null : Of(score, factor, leverage, confidence.IsNumber ? confidence.Number : 0);
    }

    private static List<string> Of(double score, double factor, double leverage, double confidence)
    {
        var codes = new List<string>(2);
        if (score >= 8 && factor < 1)
        {
            codes.Add(SignalCodes.InconsistentHighScore);
        }

        if (score < 4 && factor > 1)
        {
            codes.Add(SignalCodes.RiskyLowScore);
        }

        if (score >= 8 && leverage < 3)
        {
            codes.Add(SignalCodes.ConservativeHighScore);
        }

        if (confidence != 0 && Math.Abs((10 * confidence) - score) > 2)
        {
            codes.Add(SignalCodes.InconsistentConfidence);
        }

        return codes;
    }

    private static double OrZero(SignalField field) => field.IsPresent ? field.Number : 0;
}
