using SqueezeFlow.Lab.Numerics;

namespace SqueezeFlow.Lab.Trials;

/// <summary>Figures of daily returns, annualised as in back-tests: 365 days, no interest.</summary>
public static class ReturnMeasures
{
    /// <summary>Days below which no ratio is given.</summary>
    public const int FewestDays = 7;

    private const double DaysPerYear = 365;

    /// <summary>A ratio of daily returns as that of a year, times √365.</summary>
    public static double OfYear(double dailyRatio) => dailyRatio * Math.Sqrt(DaysPerYear);

    /// <summary>Mean over deviation (n − 1), times √365; NaN with too few days or without spread.</summary>
    public static double Sharpe(ReadOnlySpan<double> returns)
    {
        var moments = Moments.Of(returns);
        return returns.Length >= FewestDays && moments.Deviation > 0 ? OfYear(moments.SharpeRatio) : double.NaN;
    }

    /// <summary>Mean over the root mean square of losing days, times √365; NaN with too few days or without a losing one.</summary>
    public static double Sortino(ReadOnlySpan<double> returns)
    {
        double sum = 0, losses = 0;
        foreach (var value in returns)
        {
            sum += value;
            losses += value < 0 ? value * value : 0;
        }

        return returns.Length >= FewestDays && losses > 0
            ? OfYear(sum / returns.Length / Math.Sqrt(losses / returns.Length))
            : double.NaN;
    }

    /// <summary>Compound return of a year over the largest drawdown; NaN with too few days or without a drawdown.</summary>
    public static double Calmar(ReadOnlySpan<double> returns)
    {
        var (fall, total) = (MaxDrawdownPercent(returns) / 100, 1 + (TotalPercent(returns) / 100));
        return returns.Length >= FewestDays && fall > 0 && total > 0
            ? (Math.Pow(total, DaysPerYear / returns.Length) - 1) / fall
            : double.NaN;
    }

    /// <summary>Compound return over all days, percent.</summary>
    public static double TotalPercent(ReadOnlySpan<double> returns)
    {
        double value = 1;
        foreach (var one in returns)
        {
            value *= 1 + one;
        }

        return (value - 1) * 100;
    }

    /// <summary>Mean return of a day, percent; 0 without days.</summary>
    public static double MeanPercent(ReadOnlySpan<double> returns) => Moments.Of(returns).Mean * 100;

    /// <summary>Largest fall from a peak by the ends of days, percent of the peak.</summary>
    public static double MaxDrawdownPercent(ReadOnlySpan<double> returns)
    {
        double value = 1, peak = 1, fall = 0;
        foreach (var one in returns)
        {
            value *= 1 + one;
            peak = Math.Max(peak, value);
            fall = Math.Max(fall, (peak - value) / peak);
        }

        return fall * 100;
    }
}
