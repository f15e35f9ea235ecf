using static SqueezeFlow.Core.Tests.Signals.BatchMath;

namespace SqueezeFlow.Core.Tests.Signals;

/// <summary>The components of phase 4 of the Corrected profile over whole arrays, straight from the specification.</summary>
internal sealed class BatchScore(BatchColumns x, int g)
{
    public double Deceleration(double strength, bool exhausted)
    {
        var sum = strength > 0.3 ? 0.8 : strength > 0.1 ? 0.5 : strength > 0.01 ? 0.3 : 0;
        if (sum == 0 && x.N >= 10)
        {
            double u = Math.Abs(Rel(x.S, x.S[^5..])), v = Math.Abs(Rel(x.F, x.F[^5..]));
            sum += Math.Abs(u - v) < 0.5 * Math.Max(u, v) ? 0.2 : 0;
        }

        if (x.N >= 20)
        {
            double r = Math.Abs(Rel(x.S, x.S[^5..])), e = Math.Abs(Rel(x.S, x.S[^20..^10]));
            sum += e > 0.10 && r < 0.7 * e ? 0.4 : e > 0.05 && r < 0.8 * e ? 0.25 : 0;
        }

        return Math.Min(3.5, 3.5 * (sum + (exhausted ? 0.2 : 0)));
    }

    public double Absorption()
    {
        var sum = 0.0;
        for (var i = x.N - 5; i < x.N; i++)
        {
            var range = x.H[i] - x.L[i];
            sum += g * (x.C[i] - x.O[i]) > 0 ? 0.15 : 0;
            var held = g > 0 ? x.C[i] > x.L[^5..].Min() : x.C[i] < x.H[^5..].Max();
            sum += range != 0 && (g > 0 ? x.C[i] - x.L[i] : x.H[i] - x.C[i]) / range > 0.6 && held ? 0.2 : 0;
        }

        sum += x.N >= 20 && x.V[^5..].Average() > 1.5 * x.V[^20..].Average() ? 0.15 : 0;
        return Math.Min(2.5, 2.5 * sum);
    }

    public double FailedBreakdown()
    {
        if (x.N < 10)
        {
            return 0;
        }

        double high = x.H[^10..^5].Max(), low = x.L[^10..^5].Min();
        if (high - low <= 0)
        {
            return 0;
        }

        var breaks = Enumerable.Range(x.N - 5, 5).Sum(i =>
            (x.H[i] > high && x.C[i] < high ? 1 : 0) + (x.L[i] < low && x.C[i] > low ? 1 : 0));
        var sum = breaks >= 3 ? 0.6 : breaks == 2 ? 0.4 : breaks == 1 ? 0.2 : 0;
        var earlier = SampleDeviation(x.S[^10..^5]);
        sum += earlier > 0 && SampleDeviation(x.S[^5..]) < 0.7 * earlier ? 0.4 : 0;
        return Math.Min(2, 2 * sum);
    }

    public double Directional(double biasFraction)
    {
        var a = g * Rel(x.S, x.S[^5..]);
        var b = g * Rel(x.F, x.F[^5..]);
        var closes = x.C[^5..];
        var q = g * closes.Zip(closes.Skip(1), (before, after) => (after / before) - 1).Average();
        var sum = a > 0.10 && b > 0 ? 0.5 : a > 0.05 ? 0.3 : 0;
        sum += q > 1e-4 && a > 0 ? 0.4 : q > 5e-5 ? 0.2 : 0;
        return Math.Min(2, 2 * (sum + biasFraction));
    }

    private static double Rel(double[] side, double[] part)
    {
        var noise = Deltas(Last(side, Math.Min(20, side.Length))).Average(Math.Abs);
        return noise == 0 ? 0 : Deltas(part).Average() / noise;
    }
}
