using SqueezeFlow.Core.Signals.Measures;
using SqueezeFlow.Core.Signals.Phases.Context;
using SqueezeFlow.Core.Signals.Phases.Divergence;

namespace SqueezeFlow.Core.Signals.Phases.Scoring;

/// <summary>The components of the score that rest on flow.</summary>
internal static class FlowScores
{
    /// <summary>Points for the deceleration of the flow at most.</summary>
    public const double DecelerationWeight = 3.5;

    /// <summary>Points for the agreement with the direction at most.</summary>
    public const double BiasWeight = 2.0;

    private const double StrongDrift = 1e-4;
    private const double PresentDrift = 5e-5;

    public static double Deceleration(in ScoreInput input)
    {
        var window = input.Window;
        var spot = new RelativeFlow(window.Spot.Levels, input.Rules);
        var score = ConvergenceFraction(input, spot) * DecelerationWeight;
        if (window.Spot.Count >= 20)
        {
            var recent = Math.Abs(spot.Rate(5, 0));
            var earlier = Math.Abs(spot.Rate(10, 10));
            score += DecelerationWeight *
                (earlier > spot.Strong && recent < 0.7 * earlier ? 0.4
                : earlier > spot.Present && recent < 0.8 * earlier ? 0.25
                : 0);
        }

        score += input.Reset.Exhaustion.Exhausted ? 0.2 * DecelerationWeight : 0;
        return Math.Min(score, DecelerationWeight);
    }

    public static double DirectionalBias(in ScoreInput input)
    {
        var window = input.Window;
        var score = 0.0;
        if (window.Spot.Count >= 5 && window.Perp.Count >= 5 && window.Bars >= 5)
        {
            var spot = new RelativeFlow(window.Spot.Levels, input.Rules);
            var perp = new RelativeFlow(window.Perp.Levels, input.Rules);
            var drift = RelativeFlow.MeanChange(window.Close.Tail(5));
            score = input.Rules.IsCorrected
                ? DirectedScore(input, spot, spot.Rate(5, 0), perp.Rate(5, 0), drift)
                : UndirectedScore(spot, spot.Rate(5, 0), perp.Rate(5, 0), double.IsNaN(drift) ? 0 : drift);
        }

        score += MarketBiasFraction(input) * BiasWeight;
        return Math.Min(score, BiasWeight);
    }

    private static double ConvergenceFraction(in ScoreInput input, RelativeFlow spot)
    {
        var window = input.Window;
        var fraction = input.Reset.Convergence.Strength switch { > 0.3 => 0.8, > 0.1 => 0.5, > 0.01 => 0.3, _ => 0 };
        if (fraction > 0 || window.Spot.Count < 10 || window.Perp.Count < 5)
        {
            return fraction;
        }

        var perp = new RelativeFlow(window.Perp.Levels, input.Rules);
        var u = Math.Abs(spot.Rate(5, 0));
        var v = Math.Abs(perp.Rate(5, 0));
        return Math.Abs(u - v) < 0.5 * (v > u ? v : u) ? 0.2 : 0;
    }

    private static double UndirectedScore(RelativeFlow spot, double a, double b, double drift)
    {
        var flow = Sign(a) == Sign(b) && Math.Abs(a) > spot.Strong ? 0.5 : Math.Abs(a) > spot.Present ? 0.3 : 0;
        var price = a != 0 && Sign(drift) == Sign(a) && Math.Abs(drift) > StrongDrift ? 0.4
            : Math.Abs(drift) > PresentDrift ? 0.2
            : 0;
        return (BiasWeight * flow) + (BiasWeight * price);
    }

    private static double DirectedScore(in ScoreInput input, RelativeFlow spot, double a, double b, double drift)
    {
        var sign = input.Divergence.Setup == TradeSetup.LongSetup ? 1 : -1;
        a *= sign;
        b *= sign;
        drift *= sign;
        var flow = a > spot.Strong && b > 0 ? 0.5 : a > spot.Present ? 0.3 : 0;
        var price = drift > StrongDrift && a > 0 ? 0.4 : drift > PresentDrift ? 0.2 : 0;
        return (BiasWeight * flow) + (BiasWeight * price);
    }

    private static double MarketBiasFraction(in ScoreInput input)
    {
        var bias = input.Context.Bias;
        if (bias == MarketBias.Neutral)
        {
            return 0.1;
        }

        var favoured = input.Divergence.Setup == TradeSetup.LongSetup ? MarketBias.Bullish : MarketBias.Bearish;
        return !input.Rules.IsCorrected || bias == favoured ? 0.2 : 0;
    }

    // NaN has no sign and equals none.
    private static double Sign(double value) => double.IsNaN(value) ? double.NaN : Math.Sign(value);
}
