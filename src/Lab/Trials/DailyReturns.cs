using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Lab.Trials;

/// <summary>Returns of UTC days of a marked account.</summary>
public static class DailyReturns
{
    /// <summary>
    /// Return of each day from the one of a moment on, by the last point of the curve in it. A curve of more than 20,000 bars has a point
    /// every few bars: its days end up to so many bars early.
    /// </summary>
    public static double[] Of(IReadOnlyList<EquityPoint> curve, long fromUnixMs, Timeframe timeframe, double initialBalanceUsd)
    {
        ArgumentNullException.ThrowIfNull(curve);
        List<double> returns = [];
        var (began, last, day) = (initialBalanceUsd, initialBalanceUsd, long.MinValue);
        foreach (var point in curve)
        {
            if (point.BarOpenUnixMs < fromUnixMs)
            {
                continue;
            }

            var other = Timeframe.D1.Floor(timeframe.Close(point.BarOpenUnixMs) - 1);
            if (other != day && day != long.MinValue)
            {
                returns.Add(ReturnOf(began, last));
                began = last;
            }

            (day, last) = (other, point.EquityUsd);
        }

        if (day != long.MinValue)
        {
            returns.Add(ReturnOf(began, last));
        }

        return [.. returns];
    }

    private static double ReturnOf(double began, double ended) => began > 0 ? (ended / began) - 1 : 0;
}
