namespace SqueezeFlow.Core.Signals.Measures;

/// <summary>Statistics over short spans. The plain ones give NaN as soon as one value is NaN; those of <c>Known</c> values leave NaN out.</summary>
internal static class Statistics
{
    // Of two values further apart, one is so far from any mean that the square of its distance is above 0.
    private const double VanishingDistance = 1e-150;

    public static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    public static double MeanAbs(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += Math.Abs(value);
        }

        return sum / values.Length;
    }

    /// <summary>Whether the standard deviation of all values, dividing by their number, is computed as exactly 0: not so where one of them is NaN or infinite.</summary>
    public static bool HasNoDeviation(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (Math.Abs(value - values[0]) > VanishingDistance)
            {
                return false;
            }
        }

        var mean = Mean(values);
        var squares = 0.0;
        foreach (var value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return Math.Sqrt(squares / values.Length) == 0;
    }

    public static double MeanOfKnown(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        var count = 0;
        foreach (var value in values)
        {
            if (!double.IsNaN(value))
            {
                sum += value;
                count++;
            }
        }

        return sum / count;
    }

    /// <summary>Standard deviation of a sample, dividing by one less than the number of known values; NaN for fewer than two.</summary>
    public static double SampleDeviationOfKnown(ReadOnlySpan<double> values)
    {
        var mean = MeanOfKnown(values);
        var squares = 0.0;
        var count = 0;
        foreach (var value in values)
        {
            if (!double.IsNaN(value))
            {
                squares += (value - mean) * (value - mean);
                count++;
            }
        }

        return count < 2 ? double.NaN : Math.Sqrt(squares / (count - 1));
    }

    /// <summary>Largest value; NaN when one is NaN.</summary>
    public static double Max(ReadOnlySpan<double> values)
    {
        var max = double.NegativeInfinity;
        foreach (var value in values)
        {
            max = Math.Max(max, value);
        }

        return max;
    }

    /// <summary>Smallest value; NaN when one is NaN.</summary>
    public static double Min(ReadOnlySpan<double> values)
    {
        var min = double.PositiveInfinity;
        foreach (var value in values)
        {
            min = Math.Min(min, value);
        }

        return min;
    }

    public static double MaxOfKnown(ReadOnlySpan<double> values)
    {
        var max = double.NaN;
        foreach (var value in values)
        {
            max = value > max || double.IsNaN(max) ? value : max;
        }

        return max;
    }

    public static double MinOfKnown(ReadOnlySpan<double> values)
    {
        var min = double.NaN;
        foreach (var value in values)
        {
            min = value < min || double.IsNaN(min) ? value : min;
        }

        return min;
    }

    /// <summary>Linear interpolation at position <c>q (k - 1)</c> of the sorted known values; NaN when there are none.</summary>
    public static double QuantileOfKnown(ReadOnlySpan<double> values, double q)
    {
        Span<double> sorted = values.Length <= 512 ? stackalloc double[values.Length] : new double[values.Length];
        var count = 0;
        foreach (var value in values)
        {
            if (!double.IsNaN(value))
            {
                sorted[count++] = value;
            }
        }

        if (count == 0)
        {
            return double.NaN;
        }

        sorted = sorted[..count];
        sorted.Sort();
        var position = q * (count - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, count - 1);
        return sorted[below] + ((sorted[above] - sorted[below]) * (position - below));
    }
}
