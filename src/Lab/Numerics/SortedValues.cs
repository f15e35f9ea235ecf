namespace SqueezeFlow.Lab.Numerics;

/// <summary>Figures of values that are sorted, lowest first.</summary>
public static class SortedValues
{
    /// <summary>Value that a share of them does not exceed: between neighbours in proportion, as the strategy's own quantiles; NaN without values.</summary>
    public static double Quantile(ReadOnlySpan<double> sorted, double share)
    {
        if (sorted.IsEmpty)
        {
            return double.NaN;
        }

        var position = Math.Clamp(share, 0, 1) * (sorted.Length - 1);
        var index = (int)position;
        return index + 1 < sorted.Length && position > index
            ? sorted[index] + ((position - index) * (sorted[index + 1] - sorted[index]))
            : sorted[index];
    }
}
