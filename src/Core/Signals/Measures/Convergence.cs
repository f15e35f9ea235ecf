using SqueezeFlow.Core.Signals.Parameters.Groups;
using SqueezeFlow.Core.Signals.Windows;

namespace SqueezeFlow.Core.Signals.Measures;

/// <summary>Whether the distance between spot and perpetual CVD falls: the specification's K.</summary>
internal static class Convergence
{
    public static ConvergenceResult Measure(BarWindow window, StrategyRules rules)
    {
        var divergence = window.Divergence;
        var parameters = rules.Parameters.Convergence;
        var width = Math.Max(parameters.MinBars, Math.Min(parameters.MaxBars * rules.Scale * rules.Scale, divergence.Count / 2));
        var values = divergence.Tail(Math.Min(width, divergence.Count));
        var rate = -Slope(values);
        var first = Math.Abs(values[0]);
        var last = Math.Abs(values[^1]);
        var share = first == 0 ? 0 : (first - last) / first;
        var threshold = rules.IsOneSecondMode ? Widened(divergence, parameters) : parameters.MinShare;
        return new(rate > 0 && share > threshold, rate, share > 0 ? share : 0, last, threshold);
    }

    /// <summary>Least-squares slope of the absolute values against 0, 1, 2 and so on.</summary>
    private static double Slope(ReadOnlySpan<double> values)
    {
        double n = values.Length;
        var middle = (n - 1) / 2;
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            sum += (i - middle) * Math.Abs(values[i]);
        }

        return sum / (n * ((n * n) - 1) / 12);
    }

    private static double Widened(Series divergence, ConvergenceParameters parameters)
    {
        var values = divergence.Tail(divergence.Count);
        double mean = (values[^1] - values[0]) / (values.Length - 1), squares = 0;
        for (var i = 1; i < values.Length; i++)
        {
            var step = values[i] - values[i - 1] - mean;
            squares += step * step;
        }

        var noise = Math.Sqrt(squares / (values.Length - 1)) / (Statistics.MeanAbs(values) + 1e-8);
        return Math.Min(parameters.WidestShare, parameters.MinShare * (1 + (0.5 * noise)));
    }
}
