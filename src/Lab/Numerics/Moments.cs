namespace SqueezeFlow.Lab.Numerics;

/// <summary>Mean, spread and shape of a series.</summary>
/// <param name="Count">Values.</param>
/// <param name="Mean">Mean; 0 without a value.</param>
/// <param name="Deviation">Standard deviation with n − 1; 0 with fewer than two values.</param>
/// <param name="Skewness">Third central moment over the cube of the deviation, both with n; 0 without spread.</param>
/// <param name="Kurtosis">Fourth central moment over the fourth power of the deviation, both with n: 3 for a normal distribution, and where there is no spread.</param>
public readonly record struct Moments(int Count, double Mean, double Deviation, double Skewness, double Kurtosis)
{
    /// <summary>Mean over deviation: the Sharpe ratio of one period's returns, without interest; 0 without spread.</summary>
    public double SharpeRatio => Deviation > 0 ? Mean / Deviation : 0;

    /// <summary>Counts a series.</summary>
    public static Moments Of(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
        {
            return new(0, 0, 0, 0, 3);
        }

        double sum = 0;
        foreach (var value in values)
        {
            sum += value;
        }

        var mean = sum / values.Length;
        double second = 0, third = 0, fourth = 0;
        foreach (var value in values)
        {
            var square = (value - mean) * (value - mean);
            second += square;
            third += square * (value - mean);
            fourth += square * square;
        }

        var variance = second / values.Length;
        if (!(variance > 0) || values.Length < 2)
        {
            return new(values.Length, mean, 0, 0, 3);
        }

        return new(
            values.Length, mean, Math.Sqrt(second / (values.Length - 1)),
            third / values.Length / Math.Pow(variance, 1.5), fourth / values.Length / (variance * variance));
    }
}
