namespace SqueezeFlow.Lab.Trials;

/// <summary>Figures of the profits of closed trades, USD.</summary>
public static class ProfitMeasures
{
    /// <summary>All profits and losses.</summary>
    public static double Sum(ReadOnlySpan<double> profits)
    {
        double sum = 0;
        foreach (var profit in profits)
        {
            sum += profit;
        }

        return sum;
    }

    /// <summary>Mean of a trade; NaN without one.</summary>
    public static double Mean(ReadOnlySpan<double> profits) => profits.IsEmpty ? double.NaN : Sum(profits) / profits.Length;

    /// <summary>Share that gained, percent; NaN without a trade.</summary>
    public static double WinRatePercent(ReadOnlySpan<double> profits)
    {
        var wins = 0;
        foreach (var profit in profits)
        {
            wins += profit > 0 ? 1 : 0;
        }

        return profits.IsEmpty ? double.NaN : 100.0 * wins / profits.Length;
    }

    /// <summary>Gains over losses; infinite without losses, NaN without either.</summary>
    public static double ProfitFactor(ReadOnlySpan<double> profits)
    {
        double gains = 0, losses = 0;
        foreach (var profit in profits)
        {
            gains += Math.Max(profit, 0);
            losses -= Math.Min(profit, 0);
        }

        return gains / losses;
    }
}
