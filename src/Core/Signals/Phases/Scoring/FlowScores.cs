using SqueezeFlow.Core.Signals.Measures;
using SqueezeFlow.Core.Signals.Parameters.Groups;
using SqueezeFlow.Core.Signals.Phases.Context;
using SqueezeFlow.Core.Signals.Phases.Divergence;

namespace SqueezeFlow.Core.Signals.Phases.Scoring;

/// <summary>The components of the score that rest on flow.</summary>
internal static class FlowScores
{
    public static double Deceleration(in ScoreInput input)
    {
        var window = input.Window;
        var parameters = input.Rules.Parameters.Deceleration;
        var spot = new RelativeFlow(window.Spot.Levels, input.Rules);
        var score = ConvergenceFraction(input, spot) * parameters.Weight;
        if (window.Spot.Count >= Math.Max(2 * parameters.EarlierBars, input.Rules.Parameters.Flow.RateBars))
        {
            var recent = Math.Abs(spot.Recent);
            var earlier = Math.Abs(spot.Rate(parameters.EarlierBars, parameters.EarlierBars));
            score += parameters.Weight *
                (earlier > spot.Strong && recent < parameters.StrongFall * earlier ? parameters.StrongFallPart
                : earlier > spot.Present && recent < parameters.PresentFall * earlier ? parameters.PresentFallPart
                : 0);
        }

        score += input.Reset.Exhaustion.Exhausted ? parameters.ExhaustedPart * parameters.Weight : 0;
        return Math.Min(score, parameters.Weight);
    }

    public static double DirectionalBias(in ScoreInput input)
    {
        var window = input.Window;
        var parameters = input.Rules.Parameters.Bias;
        var rateBars = input.Rules.Parameters.Flow.RateBars;
        var score = 0.0;
        if (window.Spot.Count >= rateBars && window.Perp.Count >= rateBars && window.Bars >= parameters.DriftBars)
        {
            var spot = new RelativeFlow(window.Spot.Levels, input.Rules);
            var perp = new RelativeFlow(window.Perp.Levels, input.Rules);
            var drift = RelativeFlow.MeanChange(window.Close.Tail(parameters.DriftBars));
            score = input.Rules.IsCorrected
                ? DirectedScore(input, spot, perp.Recent, drift)
                : UndirectedScore(parameters, spot, perp.Recent, double.IsNaN(drift) ? 0 : drift);
        }

        score += MarketBiasFraction(input) * parameters.Weight;
        return Math.Min(score, parameters.Weight);
    }

    private static double ConvergenceFraction(in ScoreInput input, RelativeFlow spot)
    {
        var window = input.Window;
        var parameters = input.Rules.Parameters.Deceleration;
        var rateBars = input.Rules.Parameters.Flow.RateBars;
        var strength = input.Reset.Convergence.Strength;
        var fraction = strength > parameters.StrongShare ? parameters.StrongPart
            : strength > parameters.ClearShare ? parameters.ClearPart
            : strength > parameters.SlightShare ? parameters.SlightPart
            : 0;
        if (fraction > 0 || window.Spot.Count < Math.Max(parameters.BalanceMinBars, rateBars) || window.Perp.Count < rateBars)
        {
            return fraction;
        }

        var perp = new RelativeFlow(window.Perp.Levels, input.Rules);
        var u = Math.Abs(spot.Recent);
        var v = Math.Abs(perp.Recent);
        return Math.Abs(u - v) < parameters.BalanceRatio * (v > u ? v : u) ? parameters.BalancePart : 0;
    }

    private static double UndirectedScore(BiasParameters parameters, RelativeFlow spot, double b, double drift)
    {
        var a = spot.Recent;
        var flow = Sign(a) == Sign(b) && Math.Abs(a) > spot.Strong ? parameters.StrongFlowPart : Math.Abs(a) > spot.Present ? parameters.PresentFlowPart : 0;
        var price = a != 0 && Sign(drift) == Sign(a) && Math.Abs(drift) > parameters.StrongDrift ? parameters.StrongDriftPart
            : Math.Abs(drift) > parameters.PresentDrift ? parameters.PresentDriftPart
            : 0;
        return (parameters.Weight * flow) + (parameters.Weight * price);
    }

    private static double DirectedScore(in ScoreInput input, RelativeFlow spot, double b, double drift)
    {
        var parameters = input.Rules.Parameters.Bias;
        var sign = input.Divergence.Setup == TradeSetup.LongSetup ? 1 : -1;
        var a = spot.Recent * sign;
        b *= sign;
        drift *= sign;
        var flow = a > spot.Strong && b > 0 ? parameters.StrongFlowPart : a > spot.Present ? parameters.PresentFlowPart : 0;
        var price = drift > parameters.StrongDrift && a > 0 ? parameters.StrongDriftPart : drift > parameters.PresentDrift ? parameters.PresentDriftPart : 0;
        return (parameters.Weight * flow) + (parameters.Weight * price);
    }

    private static double MarketBiasFraction(in ScoreInput input)
    {
        var parameters = input.Rules.Parameters.Bias;
        var bias = input.Context.Bias;
        if (bias == MarketBias.Neutral)
        {
            return parameters.NeutralPart;
        }

        var favoured = input.Divergence.Setup == TradeSetup.LongSetup ? MarketBias.Bullish : MarketBias.Bearish;
        return !input.Rules.IsCorrected || bias == favoured ? parameters.FavouredPart : 0;
    }

    // NaN has no sign and equals none.
    private static double Sign(double value) => double.IsNaN(value) ? double.NaN : Math.Sign(value);
}
