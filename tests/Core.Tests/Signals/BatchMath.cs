namespace SqueezeFlow.Core.Tests.Signals;

/// <summary>The specification's statistics, written the plain way.</summary>
internal static class BatchMath
{
    public static double[] Last(double[] x, int k) => x[^k..];

    public static double Delta(double[] x, int p) => x[^1] - x[^(p + 1)];

    public static double PopulationDeviation(double[] x)
    {
        var mean = x.Average();
        return Math.Sqrt(x.Sum(value => (value - mean) * (value - mean)) / x.Length);
    }

    public static double SampleDeviation(double[] x)
    {
        var mean = x.Average();
        return x.Length < 2 ? double.NaN : Math.Sqrt(x.Sum(value => (value - mean) * (value - mean)) / (x.Length - 1));
    }

    public static double[] Deltas(double[] x) => [.. x.Zip(x.Skip(1), (before, after) => after - before)];

    public static double Quantile(double[] x, double q)
    {
        var sorted = x.Order().ToArray();
        var position = q * (sorted.Length - 1);
        var below = (int)Math.Floor(position);
        var above = (int)Math.Ceiling(position);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }

    public static double Slope(double[] y)
    {
        var xs = Enumerable.Range(0, y.Length).Select(i => (double)i).ToArray();
        double mx = xs.Average(), my = y.Average();
        return xs.Zip(y, (x, v) => (x - mx) * (v - my)).Sum() / xs.Sum(x => (x - mx) * (x - mx));
    }
}
