namespace SqueezeFlow.Lab.Overfitting;

/// <summary>
/// Returns of a candidate, summed over consecutive blocks: all that the cross-validation needs of it, however long the returns are.
/// </summary>
public sealed class ReturnBlocks
{
    private readonly double[] _counts;
    private readonly double[] _sums;
    private readonly double[] _squares;

    /// <summary>Blocks by their three sums; the lists are of one length.</summary>
    public ReturnBlocks(IReadOnlyList<double> counts, IReadOnlyList<double> sums, IReadOnlyList<double> squares)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(sums);
        ArgumentNullException.ThrowIfNull(squares);
        if (counts.Count != sums.Count || counts.Count != squares.Count)
        {
            throw new ArgumentException($"Expected three lists of one length, found {counts.Count}, {sums.Count} and {squares.Count}.", nameof(counts));
        }

        (_counts, _sums, _squares) = ([.. counts], [.. sums], [.. squares]);
    }

    /// <summary>Blocks.</summary>
    public int Count => _counts.Length;

    /// <summary>Returns in each block.</summary>
    public IReadOnlyList<double> Counts => _counts;

    /// <summary>Sum of the returns of each block.</summary>
    public IReadOnlyList<double> Sums => _sums;

    /// <summary>Sum of the squared returns of each block.</summary>
    public IReadOnlyList<double> Squares => _squares;

    /// <summary>Mean over standard deviation (n − 1) of all returns; 0 without spread.</summary>
    public double SharpeRatio => RatioOf(uint.MaxValue);

    /// <summary>Cuts returns into blocks whose lengths differ by one at most.</summary>
    public static ReturnBlocks Of(ReadOnlySpan<double> returns, int blocks)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blocks, 1);
        var (counts, sums, squares) = (new double[blocks], new double[blocks], new double[blocks]);
        for (var i = 0; i < returns.Length; i++)
        {
            var block = (int)((long)i * blocks / returns.Length);
            counts[block]++;
            sums[block] += returns[i];
            squares[block] += returns[i] * returns[i];
        }

        return new(counts, sums, squares);
    }

    /// <summary>Mean over standard deviation (n − 1) of so many blocks from a number on, fewer than 32; 0 without spread.</summary>
    public double RatioOf(int first, int count) => RatioOf(((1u << count) - 1) << first);

    /// <summary>Mean over standard deviation (n − 1) of the blocks whose bit is set; 0 without spread.</summary>
    internal double RatioOf(uint blocks)
    {
        double n = 0, sum = 0, squares = 0;
        for (var i = 0; i < _counts.Length; i++)
        {
            if ((blocks & (1u << i)) != 0)
            {
                n += _counts[i];
                sum += _sums[i];
                squares += _squares[i];
            }
        }

        var spread = squares - (sum * sum / n);
        return n > 1 && spread > squares * 1e-14 ? sum / n / Math.Sqrt(spread / (n - 1)) : 0;
    }
}
