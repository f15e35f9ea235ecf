using SqueezeFlow.Core.Signals.Measures;
using SqueezeFlow.Core.Signals.Parameters.Groups;
using SqueezeFlow.Core.Signals.Windows;

namespace SqueezeFlow.Core.Signals.Phases.Scoring;

/// <summary>The components of the score that rest on candles.</summary>
internal static class CandleScores
{
    public static double Absorption(in ScoreInput input)
    {
        var window = input.Window;
        var parameters = input.Rules.Parameters.Absorption;
        if (window.Bars < parameters.Candles)
        {
            return 0;
        }

        var score = input.IsMirrored ? AbsorbedBuying(input) : AbsorbedSelling(input);
        if (window.Bars >= parameters.VolumeLongBars &&
            Statistics.MeanOfKnown(window.Volume.Tail(parameters.VolumeBars)) > parameters.VolumeRatio * Statistics.MeanOfKnown(window.Volume.Tail(parameters.VolumeLongBars)))
        {
            score += parameters.VolumePart * parameters.Weight;
        }

        return Math.Min(score, parameters.Weight);
    }

    public static double FailedBreakdown(in ScoreInput input)
    {
        var window = input.Window;
        var parameters = input.Rules.Parameters.Breakdown;
        var span = parameters.RangeBars + parameters.TestBars;
        if (window.Bars < span)
        {
            return 0;
        }

        // The reference system's range holds the very bars that it tests, so that nothing ever breaks it.
        var rows = input.Rules.IsCorrected ? parameters.RangeBars : span;
        var top = Statistics.MaxOfKnown(window.High.Tail(span)[..rows]);
        var bottom = Statistics.MinOfKnown(window.Low.Tail(span)[..rows]);
        if (top - bottom <= 0)
        {
            return 0;
        }

        var score = PartOf(FalseBreaks(window, parameters.TestBars, top, bottom), parameters) * parameters.Weight;
        var spot = window.Spot.Levels;
        var quiet = parameters.QuietBars;
        if (spot.Count >= 2 * quiet)
        {
            var earlier = Statistics.SampleDeviationOfKnown(spot.Tail(2 * quiet)[..quiet]);
            if (earlier > 0 && Statistics.SampleDeviationOfKnown(spot.Tail(quiet)) < parameters.QuietRatio * earlier)
            {
                score += parameters.QuietPart * parameters.Weight;
            }
        }

        return Math.Min(score, parameters.Weight);
    }

    private static double AbsorbedSelling(in ScoreInput input)
    {
        var window = input.Window;
        var parameters = input.Rules.Parameters.Absorption;
        var floor = Statistics.MinOfKnown(window.Low.Tail(parameters.Candles));
        var score = 0.0;
        for (var k = parameters.Candles; k >= 1; k--)
        {
            double open = window.Open.Back(k), high = window.High.Back(k), low = window.Low.Back(k), close = window.Close.Back(k);
            score += close > open ? parameters.BodyPart * parameters.Weight : 0;
            var range = high - low + parameters.RangeConstant;
            score += range != 0 && (close - low) / range > parameters.RecoveredShare && close > floor ? parameters.RecoveredPart * parameters.Weight : 0;
        }

        return score;
    }

    private static double AbsorbedBuying(in ScoreInput input)
    {
        var window = input.Window;
        var parameters = input.Rules.Parameters.Absorption;
        var ceiling = Statistics.MaxOfKnown(window.High.Tail(parameters.Candles));
        var score = 0.0;
        for (var k = parameters.Candles; k >= 1; k--)
        {
            double open = window.Open.Back(k), high = window.High.Back(k), low = window.Low.Back(k), close = window.Close.Back(k);
            score += close < open ? parameters.BodyPart * parameters.Weight : 0;
            var range = high - low;
            score += range != 0 && (high - close) / range > parameters.RecoveredShare && close < ceiling ? parameters.RecoveredPart * parameters.Weight : 0;
        }

        return score;
    }

    private static double PartOf(int breaks, BreakdownParameters parameters) => breaks switch
    {
        >= 3 => parameters.ManyBreaksPart,
        2 => parameters.TwoBreaksPart,
        1 => parameters.OneBreakPart,
        _ => 0,
    };

    private static int FalseBreaks(BarWindow window, int bars, double top, double bottom)
    {
        var breaks = 0;
        for (var k = bars; k >= 1; k--)
        {
            breaks += window.High.Back(k) > top && window.Close.Back(k) < top ? 1 : 0;
            breaks += window.Low.Back(k) < bottom && window.Close.Back(k) > bottom ? 1 : 0;
        }

        return breaks;
    }
}
