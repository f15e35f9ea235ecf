using SqueezeFlow.Core.Bars;
using SqueezeFlow.Lab.Numerics;

namespace SqueezeFlow.Lab.Leaks;

/// <summary>
/// Whether signals depend on where the recording began: bars are cut off at the beginning, signals made anew, and all that were decided
/// after as many bars as the window has must be the same. What depends on an open position depends on the past, however long: sources give
/// the decisions of an account without one.
/// </summary>
public static class WarmUpCheck
{
    /// <summary>Runs the check.</summary>
    /// <param name="source">What makes the signals.</param>
    /// <param name="bars">Bars in time order.</param>
    /// <param name="timeframe">Their length.</param>
    /// <param name="windowBars">Bars that a decision may know.</param>
    /// <param name="cuts">Times to cut.</param>
    /// <param name="seed">Same seed, same cuts.</param>
    public static LeakReport Run(SignalSource source, SymbolBar[] bars, Timeframe timeframe, int windowBars, int cuts, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentOutOfRangeException.ThrowIfLessThan(windowBars, 1);
        var random = new RandomSource(seed);
        var (whole, compared, done, findings) = (source(bars), 0, 0, new List<LeakFinding>());
        for (var i = 0; i < cuts && bars.Length > windowBars + 1; i++)
        {
            var first = 1 + random.Next(bars.Length - windowBars - 1);
            var known = timeframe.Close(bars[first + windowBars - 1].OpenUnixMs);
            SignalMark[] expected = [.. whole.Where(mark => mark.DecidedUnixMs >= known)];
            SignalMark[] found = [.. source(new(bars, first, bars.Length - first)).Where(mark => mark.DecidedUnixMs >= known)];
            done++;
            compared += expected.Length;
            if (MarkComparison.FirstDifference(bars[first].OpenUnixMs, expected, found) is { } finding)
            {
                findings.Add(finding);
            }
        }

        return new(done, compared, findings);
    }
}
