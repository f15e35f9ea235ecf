using SqueezeFlow.Lab.Numerics;

namespace SqueezeFlow.Lab.Resampling;

/// <summary>
/// The stationary bootstrap: a new series of the same length is put together of blocks that begin anywhere, run on past the end
/// into the beginning, and have geometrically distributed lengths, so that what hangs together in time stays together. Source: Politis,
/// Romano, The stationary bootstrap, Journal of the American Statistical Association 89 (1994).
/// </summary>
/// <param name="blockLength">Mean length of a block; at least 1.</param>
/// <param name="draws">Resampled series.</param>
/// <param name="seed">Same seed, same intervals.</param>
public sealed class StationaryBootstrap(double blockLength, int draws, ulong seed)
{
    private readonly double _renewal = blockLength >= 1
        ? 1 / blockLength
        : throw new ArgumentOutOfRangeException(nameof(blockLength), blockLength, "Expected a mean length of 1 or more.");

    private readonly int _draws = draws >= 1
        ? draws
        : throw new ArgumentOutOfRangeException(nameof(draws), draws, "Expected 1 or more.");

    /// <summary>The figure of each resampled series, in the order drawn.</summary>
    public double[] Draw(ReadOnlySpan<double> values, SeriesStatistic statistic)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        var figures = new double[_draws];
        var series = new double[values.Length];
        for (var i = 0; i < _draws; i++)
        {
            Fill(series, values, RandomSource.Fork(seed, i));
            figures[i] = statistic(series);
        }

        return figures;
    }

    /// <summary>The interval between the percentiles of the resampled figures (Efron's percentile method); the estimate alone without values.</summary>
    /// <param name="values">Series in time order.</param>
    /// <param name="statistic">Figure of a series.</param>
    /// <param name="level">Share between the ends, e.g. 0.95.</param>
    public Interval IntervalOf(ReadOnlySpan<double> values, SeriesStatistic statistic, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        var estimate = statistic(values);
        if (values.IsEmpty)
        {
            return new(estimate, estimate, estimate, level);
        }

        var figures = Draw(values, statistic);
        Array.Sort(figures);
        return new(estimate, SortedValues.Quantile(figures, (1 - level) / 2), SortedValues.Quantile(figures, (1 + level) / 2), level);
    }

    private void Fill(double[] series, ReadOnlySpan<double> values, RandomSource random)
    {
        var at = 0;
        for (var i = 0; i < series.Length; i++)
        {
            at = i == 0 || random.Next() < _renewal ? random.Next(values.Length) : (at + 1) % values.Length;
            series[i] = values[at];
        }
    }
}
