using System.Numerics;

namespace SqueezeFlow.Lab.Overfitting;

/// <summary>
/// The probability of back-test overfitting by combinatorially symmetric cross-validation: time is cut into S blocks; for each of
/// the S over S/2 ways to take half of them, the best candidate of that half is looked up in the other, where its relative rank ω gives
/// the logit λ = ln(ω ÷ (1 − ω)). The probability is the share of λ ≤ 0. Performance is the Sharpe ratio. Source: Bailey, Borwein,
/// López de Prado, Zhu, The probability of backtest overfitting, Journal of Computational Finance 20(4), 2016 (first 2013).
/// </summary>
public static class SymmetricCrossValidation
{
    /// <summary>Blocks that time is cut into: 12,870 ways to take half of them.</summary>
    public const int Blocks = 16;

    /// <summary>Looks at all splits.</summary>
    /// <param name="candidates">At least two candidates over the same time, in blocks of an even number up to 20.</param>
    /// <exception cref="ArgumentException">There are fewer than two, or their blocks are not alike.</exception>
    public static OverfittingResult Of(IReadOnlyList<ReturnBlocks> candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        var blocks = Check(candidates);
        var all = (1u << blocks) - 1;
        var (inside, outside) = (new double[candidates.Count], new double[candidates.Count]);
        int splits = 0, below = 0, losses = 0;
        var line = default(Line);
        for (var half = 0u; half <= all; half++)
        {
            if (BitOperations.PopCount(half) != blocks / 2)
            {
                continue;
            }

            for (var i = 0; i < candidates.Count; i++)
            {
                inside[i] = candidates[i].RatioOf(half);
                outside[i] = candidates[i].RatioOf(all ^ half);
            }

            var best = IndexOfBest(inside);
            splits++;
            below += RankOf(outside, best) / (candidates.Count + 1) <= 0.5 ? 1 : 0;
            losses += outside[best] < 0 ? 1 : 0;
            line.Add(inside[best], outside[best]);
        }

        return new(splits, candidates.Count, (double)below / splits, (double)losses / splits, line.Slope);
    }

    private static int Check(IReadOnlyList<ReturnBlocks> candidates)
    {
        if (candidates.Count < 2)
        {
            throw new ArgumentException($"Expected two candidates or more, found {candidates.Count}.", nameof(candidates));
        }

        var first = candidates[0];
        if (first.Count is < 2 or > 20 || first.Count % 2 != 0)
        {
            throw new ArgumentException($"Expected an even number of blocks from 2 to 20, found {first.Count}.", nameof(candidates));
        }

        for (var i = 1; i < candidates.Count; i++)
        {
            if (!candidates[i].Counts.SequenceEqual(first.Counts))
            {
                throw new ArgumentException($"Expected candidates over the same time: number {i} has other blocks than the first.", nameof(candidates));
            }
        }

        return first.Count;
    }

    // The first of equals.
    private static int IndexOfBest(double[] values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
        {
            best = values[i] > values[best] ? i : best;
        }

        return best;
    }

    // From 1 for the lowest; equals share the middle of their ranks.
    private static double RankOf(double[] values, int index)
    {
        int lower = 0, equal = 0;
        foreach (var value in values)
        {
            lower += value < values[index] ? 1 : 0;
            equal += value.Equals(values[index]) ? 1 : 0;
        }

        return lower + ((equal + 1) / 2.0);
    }

    /// <summary>Least squares of y over x, on the way.</summary>
    private struct Line
    {
        private double _count;
        private double _meanX;
        private double _meanY;
        private double _spread;
        private double _joint;

        public readonly double Slope => _spread > 0 ? _joint / _spread : 0;

        public void Add(double x, double y)
        {
            _count++;
            var offset = x - _meanX;
            _meanX += offset / _count;
            _meanY += (y - _meanY) / _count;
            _spread += offset * (x - _meanX);
            _joint += offset * (y - _meanY);
        }
    }
}
