using SqueezeFlow.Lab.Numerics;

namespace SqueezeFlow.Lab.Sharpe;

/// <summary>
/// How sure a Sharpe ratio is, given the length and shape of the returns it was measured on, and how many were tried. All ratios
/// are those of one period's returns, not annualised. Sources: Bailey, López de Prado, The Sharpe ratio efficient frontier,
/// Journal of Risk 15(2), 2012; the same, The deflated Sharpe ratio, Journal of Portfolio Management 40(5), 2014.
/// </summary>
public static class SharpeTest
{
    private const double EulerMascheroni = 0.57721566490153286;

    /// <summary>
    /// Probability that the true ratio exceeds <paramref name="benchmark"/>: Φ((SR − SR*) √(T − 1) ÷ √(1 − γ₃ SR + (γ₄ − 1) SR² ÷ 4)).
    /// One half with fewer than two returns or without spread: nothing is known.
    /// </summary>
    public static double Probability(in Moments returns, double benchmark = 0)
    {
        var ratio = returns.SharpeRatio;
        if (returns.Count < 2 || !(returns.Deviation > 0))
        {
            return 0.5;
        }

        // Below zero only for shapes that no sample of real returns has.
        var variance = Math.Max(1e-12, VarianceOf(returns, ratio));
        return NormalDistribution.Cumulative((ratio - benchmark) * Math.Sqrt(returns.Count - 1) / Math.Sqrt(variance));
    }

    /// <summary>
    /// The best ratio to be expected of <paramref name="trials"/> independent candidates without any edge:
    /// √V ((1 − γ) Φ⁻¹(1 − 1/N) + γ Φ⁻¹(1 − 1/(N e))), γ = 0.5772…; 0 for a single one.
    /// </summary>
    /// <param name="variance">Variance of the ratios of the candidates.</param>
    /// <param name="trials">Candidates; at least 1.</param>
    public static double ExpectedMaximum(double variance, int trials)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(variance);
        return trials == 1
            ? 0
            : Math.Sqrt(variance) * (((1 - EulerMascheroni) * NormalDistribution.Quantile(1 - (1.0 / trials))) +
                (EulerMascheroni * NormalDistribution.Quantile(1 - (1 / (trials * Math.E)))));
    }

    /// <summary>The deflated Sharpe ratio: the probability that the true ratio exceeds what the best of so many candidates without an edge would show.</summary>
    /// <param name="returns">Returns of the best.</param>
    /// <param name="variance">Variance of the ratios of all candidates.</param>
    /// <param name="trials">Candidates that were really tried, the given-up ones too.</param>
    public static double Deflated(in Moments returns, double variance, int trials) =>
        Probability(returns, ExpectedMaximum(variance, trials));

    /// <summary>Returns that are needed until the ratio is known to exceed <paramref name="benchmark"/>: 1 + (1 − γ₃ SR + (γ₄ − 1) SR² ÷ 4)(z ÷ (SR − SR*))²; infinite when it does not.</summary>
    /// <param name="returns">Returns so far.</param>
    /// <param name="benchmark">Ratio to exceed.</param>
    /// <param name="confidence">Above 0.5 and below 1.</param>
    public static double MinimumLength(in Moments returns, double benchmark = 0, double confidence = 0.95)
    {
        var excess = returns.SharpeRatio - benchmark;
        if (!(excess > 0))
        {
            return double.PositiveInfinity;
        }

        var z = NormalDistribution.Quantile(confidence) / excess;
        return 1 + (VarianceOf(returns, returns.SharpeRatio) * z * z);
    }

    private static double VarianceOf(in Moments returns, double ratio) =>
        1 - (returns.Skewness * ratio) + ((returns.Kurtosis - 1) / 4 * ratio * ratio);
}
