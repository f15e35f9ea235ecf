using SqueezeFlow.Core.Signals.Parameters.Groups;
using SqueezeFlow.Core.Signals.Windows;

namespace SqueezeFlow.Core.Signals.Measures;

/// <summary>Momentum of price: the specification's M.</summary>
internal static class Momentum
{
    private enum Sign
    {
        Dropped,
        Kept,
    }

    /// <summary>The mean of absolute moves, whichever way they go.</summary>
    public static MomentumResult Absolute(BarWindow window, StrategyRules rules, ReadOnlySpan<int> periods) =>
        Measure(window, rules, periods, Sign.Dropped);

    /// <summary>The mean of signed moves in Corrected; Original takes absolute ones here too.</summary>
    public static MomentumResult Directional(BarWindow window, StrategyRules rules, ReadOnlySpan<int> periods) =>
        Measure(window, rules, periods, rules.IsCorrected ? Sign.Kept : Sign.Dropped);

    /// <summary>The move over one look-back alone, signed as <see cref="Directional"/> has it; 0 when it does not fit.</summary>
    public static double DirectionalMove(BarWindow window, StrategyRules rules, int period)
    {
        if (window.Bars < rules.Parameters.Momentum.MinBars || window.Bars <= period)
        {
            return 0;
        }

        var move = Move(window.Close, period);
        return rules.IsCorrected ? move : Math.Abs(move);
    }

    private static MomentumResult Measure(BarWindow window, StrategyRules rules, ReadOnlySpan<int> periods, Sign sign)
    {
        var close = window.Close;
        if (close.Count < rules.Parameters.Momentum.MinBars)
        {
            return default;
        }

        double sum = 0;
        int fitted = 0, votes = 0;
        foreach (var period in periods)
        {
            if (close.Count > period)
            {
                var move = Move(close, period);
                sum += sign == Sign.Kept ? move : Math.Abs(move);
                fitted++;
                votes += SlowsDown(close, rules, period, move) ? 1 : 0;
            }
        }

        var stagnant = IsStagnant(window, rules);
        return fitted == 0
            ? new(0, false, stagnant, MomentumTrend.Unknown)
            : new(sum / fitted, votes > 0.5 * fitted, stagnant, TrendOf(Math.Abs(sum / fitted), rules.Parameters.Momentum));
    }

    private static double Move(Series close, int period)
    {
        var from = close.Back(period + 1);
        return (close.Last - from) / from;
    }

    private static bool SlowsDown(Series close, StrategyRules rules, int period, double move)
    {
        var parameters = rules.Parameters.Momentum;
        var shorter = (period + parameters.SlowdownParts - 1) / parameters.SlowdownParts;
        var recent = Math.Abs(Move(close, shorter));
        return rules.IsCorrected
            ? Math.Abs(move) / period > parameters.SlowdownRatio * recent / shorter
            : Math.Abs(move) > parameters.SlowdownRatio * recent;
    }

    private static MomentumTrend TrendOf(double size, MomentumParameters parameters) =>
        size > parameters.StrongMove ? MomentumTrend.Strong
        : size > parameters.ModerateMove ? MomentumTrend.Moderate
        : MomentumTrend.Weak;

    private static bool IsStagnant(BarWindow window, StrategyRules rules)
    {
        var parameters = rules.Parameters.Momentum;
        if (window.Bars <= parameters.StagnantBars)
        {
            return false;
        }

        var older = window.Ranges.OlderMean;
        var high = window.High.Tail(parameters.StagnantBars);
        var low = window.Low.Tail(parameters.StagnantBars);
        var recent = rules.IsCorrected ? MeanRange(high, low) : Statistics.Max(high) - Statistics.Min(low);
        return older > 0 && recent < parameters.StagnantRatio * older;
    }

    private static double MeanRange(ReadOnlySpan<double> high, ReadOnlySpan<double> low)
    {
        var sum = 0.0;
        for (var i = 0; i < high.Length; i++)
        {
            sum += Math.Max(high[i] - low[i], 0);
        }

        return sum / high.Length;
    }
}
