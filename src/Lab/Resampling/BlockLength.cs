namespace SqueezeFlow.Lab.Resampling;

/// <summary>
/// How long the blocks of a <see cref="StationaryBootstrap"/> should be: (2 G² ÷ D)^⅓ n^⅓ with G = Σ λ(k/M) |k| R(k), D = 2 g(0)²,
/// g(0) = Σ λ(k/M) R(k), R the autocovariance and λ the flat-top window. Sources: Politis, White, Automatic block-length selection for the
/// dependent bootstrap, Econometric Reviews 23 (2004), with the correction of Patton, Politis, White, Econometric Reviews 28 (2009).
/// </summary>
public static class BlockLength
{
    /// <summary>Mean length for a series in time order: from 1 up to a third of the series, and not above 3 √n.</summary>
    public static double Of(ReadOnlySpan<double> values)
    {
        var n = values.Length;
        var covariances = Covariances(values, LongestLag(n));
        if (n < 8 || !(covariances[0] > 0))
        {
            return 1;
        }

        var window = 2 * LastRelevantLag(covariances, n);
        double slope = 0, height = covariances[0];
        for (var lag = 1; lag <= Math.Min(window, covariances.Length - 1); lag++)
        {
            var weight = FlatTop((double)lag / window);
            slope += 2 * weight * lag * covariances[lag];
            height += 2 * weight * covariances[lag];
        }

        var length = Math.Cbrt(slope * slope / (height * height)) * Math.Cbrt(n);
        return double.IsFinite(length) ? Math.Clamp(length, 1, Math.Min(Math.Ceiling(3 * Math.Sqrt(n)), n / 3.0)) : 1;
    }

    private static int LongestLag(int n) =>
        Math.Max(0, Math.Min(n - 1, 2 * ((int)Math.Ceiling(Math.Sqrt(n)) + RunLength(n))));

    private static int RunLength(int n) => Math.Max(5, (int)Math.Ceiling(Math.Sqrt(Math.Log10(Math.Max(n, 1)))));

    // The lag after which so many correlations in a row are what chance makes of none.
    private static int LastRelevantLag(double[] covariances, int n)
    {
        var bound = 2 * Math.Sqrt(Math.Log10(n) / n);
        var run = RunLength(n);
        var last = Math.Max(1, (int)Math.Ceiling(Math.Sqrt(n)) + run);
        var quiet = 0;
        for (var lag = 1; lag < covariances.Length && lag <= last; lag++)
        {
            quiet = Math.Abs(covariances[lag] / covariances[0]) < bound ? quiet + 1 : 0;
            if (quiet == run)
            {
                return Math.Max(1, lag - run);
            }
        }

        return last;
    }

    private static double[] Covariances(ReadOnlySpan<double> values, int longest)
    {
        double mean = 0;
        foreach (var value in values)
        {
            mean += value / values.Length;
        }

        var covariances = new double[longest + 1];
        for (var lag = 0; lag <= longest; lag++)
        {
            double sum = 0;
            for (var i = lag; i < values.Length; i++)
            {
                sum += (values[i] - mean) * (values[i - lag] - mean);
            }

            covariances[lag] = values.IsEmpty ? 0 : sum / values.Length;
        }

        return covariances;
    }

    private static double FlatTop(double at) => at <= 0.5 ? 1 : Math.Max(0, 2 * (1 - at));
}
