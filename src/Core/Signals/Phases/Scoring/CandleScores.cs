using SqueezeFlow.Core.Signals.Measures;
using SqueezeFlow.Core.Signals.Windows;

namespace SqueezeFlow.Core.Signals.Phases.Scoring;

/// <summary>The components of the score that rest on candles.</summary>
internal static class CandleScores
{
    /// <summary>Points for absorption at most.</summary>
    public const double AbsorptionWeight = 2.5;

    /// <summary>Points for failed breakdowns at most.</summary>
    public const double BreakdownWeight = 2.0;

    private const int Candles = 5;

    public static double Absorption(in ScoreInput input)
    {
        var window = input.Window;
        if (window.Bars < Candles)
        {
            return 0;
        }

        var score = input.IsMirrored ? AbsorbedBuying(input) : AbsorbedSelling(input);
        if (window.Bars >= 20 &&
            Statistics.MeanOfKnown(window.Volume.Tail(5)) > 1.5 * Statistics.MeanOfKnown(window.Volume.Tail(20)))
        {
            score += 0.15 * AbsorptionWeight;
        }

        return Math.Min(score, AbsorptionWeight);
    }

    public static double FailedBreakdown(in ScoreInput input)
    {
        var window = input.Window;
        if (window.Bars < 10)
        {
            return 0;
        }

        // The reference system's range holds the very bars that it tests, so that nothing ever breaks it.
        var rows = input.Rules.IsCorrected ? 5 : 10;
        var top = Statistics.MaxOfKnown(window.High.Tail(10)[..rows]);
        var bottom = Statistics.MinOfKnown(window.Low.Tail(10)[..rows]);
        if (top - bottom <= 0)
        {
            return 0;
        }

        var score = FalseBreaks(window, top, bottom) switch { >= 3 => 0.6, 2 => 0.4, 1 => 0.2, _ => 0 } * BreakdownWeight;
        var spot = window.Spot.Levels;
        if (spot.Count >= 10)
        {
            var earlier = Statistics.SampleDeviationOfKnown(spot.Tail(10)[..5]);
            if (earlier > 0 && Statistics.SampleDeviationOfKnown(spot.Tail(5)) < 0.7 * earlier)
            {
                score += 0.4 * BreakdownWeight;
            }
        }

        return Math.Min(score, BreakdownWeight);
    }

    private static double AbsorbedSelling(in ScoreInput input)
    {
        var window = input.Window;
        var floor = Statistics.MinOfKnown(window.Low.Tail(Candles));
        var score = 0.0;
        for (var k = Candles; k >= 1; k--)
        {
            double open = window.Open.Back(k), high = window.High.Back(k), low = window.Low.Back(k), close = window.Close.Back(k);
            score += close > open ? 0.15 * AbsorptionWeight : 0;
            var range = input.Rules.IsCorrected ? high - low : high - low + 0.0001;
            score += range != 0 && (close - low) / range > 0.6 && close > floor ? 0.2 * AbsorptionWeight : 0;
        }

        return score;
    }

    private static double AbsorbedBuying(in ScoreInput input)
    {
        var window = input.Window;
        var ceiling = Statistics.MaxOfKnown(window.High.Tail(Candles));
        var score = 0.0;
        for (var k = Candles; k >= 1; k--)
        {
            double open = window.Open.Back(k), high = window.High.Back(k), low = window.Low.Back(k), close = window.Close.Back(k);
            score += close < open ? 0.15 * AbsorptionWeight : 0;
            var range = high - low;
            score += range != 0 && (high - close) / range > 0.6 && close < ceiling ? 0.2 * AbsorptionWeight : 0;
        }

        return score;
    }

    private static int FalseBreaks(BarWindow window, double top, double bottom)
    {
        var breaks = 0;
        for (var k = Candles; k >= 1; k--)
        {
            breaks += window.High.Back(k) > top && window.Close.Back(k) < top ? 1 : 0;
            breaks += window.Low.Back(k) < bottom && window.Close.Back(k) > bottom ? 1 : 0;
        }

        return breaks;
    }
}
