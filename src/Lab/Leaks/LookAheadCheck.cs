using SqueezeFlow.Core.Bars;
using SqueezeFlow.Lab.Numerics;

namespace SqueezeFlow.Lab.Leaks;

/// <summary>
/// Whether signals know the future: bars are cut off at the end, signals made anew, and all that were decided before the cut must be the
/// same. Half of the cuts are right after a signal, where a look at the very next bar shows; the others are anywhere.
/// </summary>
public static class LookAheadCheck
{
    /// <summary>Runs the check.</summary>
    /// <param name="source">What makes the signals.</param>
    /// <param name="bars">Bars in time order.</param>
    /// <param name="timeframe">Their length.</param>
    /// <param name="cuts">Times to cut.</param>
    /// <param name="seed">Same seed, same cuts.</param>
    public static LeakReport Run(SignalSource source, SymbolBar[] bars, Timeframe timeframe, int cuts, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(bars);
        var whole = source(bars);
        var (compared, findings) = (0, new List<LeakFinding>());
        var lengths = Lengths(whole, bars, timeframe, cuts, new RandomSource(seed));
        foreach (var length in lengths)
        {
            var end = timeframe.Close(bars[length - 1].OpenUnixMs);
            SignalMark[] expected = [.. whole.Where(mark => mark.DecidedUnixMs <= end)];
            compared += expected.Length;
            if (MarkComparison.FirstDifference(end, expected, source(new(bars, 0, length))) is { } finding)
            {
                findings.Add(finding);
            }
        }

        return new(lengths.Count, compared, findings);
    }

    private static SortedSet<int> Lengths(IReadOnlyList<SignalMark> whole, SymbolBar[] bars, Timeframe timeframe, int cuts, RandomSource random)
    {
        SortedSet<int> lengths = [];
        for (var i = 0; i < cuts / 2 && whole.Count > 0; i++)
        {
            var decided = whole[random.Next(whole.Count)].DecidedUnixMs;
            lengths.Add(Array.FindLastIndex(bars, bar => timeframe.Close(bar.OpenUnixMs) <= decided) + 1);
        }

        for (var i = 0; i < cuts - (cuts / 2) && bars.Length > 0; i++)
        {
            lengths.Add(1 + random.Next(bars.Length));
        }

        lengths.Remove(0);
        lengths.Remove(bars.Length);
        return lengths;
    }
}
