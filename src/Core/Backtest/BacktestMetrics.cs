namespace SqueezeFlow.Core.Backtest;

/// <summary>Totals over the closed trades of a back-test, by the profit that the profile books.</summary>
public sealed record BacktestMetrics
{
    /// <summary>Closed trades.</summary>
    public required int Closed { get; init; }

    /// <summary>Closed trades that gained.</summary>
    public required int Wins { get; init; }

    /// <summary>Sum of the gains, USD.</summary>
    public required double GrossProfitUsd { get; init; }

    /// <summary>Sum of the losses, USD, not negative.</summary>
    public required double GrossLossUsd { get; init; }

    /// <summary>Largest fall of initial balance plus booked profits from its peak, percent of the peak.</summary>
    public required double MaxDrawdownPercent { get; init; }

    /// <summary>All fees paid, open trades included, USD.</summary>
    public required double FeesUsd { get; init; }

    /// <summary>Closed trades that did not gain.</summary>
    public int Losses => Closed - Wins;

    /// <summary>Share of closed trades that gained, percent; 0 without trades.</summary>
    public double WinRatePercent => Closed == 0 ? 0 : 100.0 * Wins / Closed;

    /// <summary>Gains over losses; infinite without losses, 0 without either.</summary>
    public double ProfitFactor => GrossLossUsd > 0 ? GrossProfitUsd / GrossLossUsd : GrossProfitUsd > 0 ? double.PositiveInfinity : 0;

    /// <summary>Mean gain, USD; 0 without one.</summary>
    public double AverageWinUsd => Wins == 0 ? 0 : GrossProfitUsd / Wins;

    /// <summary>Mean loss, USD, not positive; 0 without one.</summary>
    public double AverageLossUsd => Losses == 0 ? 0 : -GrossLossUsd / Losses;

    /// <summary>Gains minus losses, USD.</summary>
    public double NetProfitUsd => GrossProfitUsd - GrossLossUsd;

    /// <summary>Counts the exits among the fills.</summary>
    public static BacktestMetrics Of(IReadOnlyList<ExecutedOrder> orders, double initialBalanceUsd)
    {
        int closed = 0, wins = 0;
        double profit = 0, loss = 0, fees = 0, equity = initialBalanceUsd, peak = initialBalanceUsd, drawdown = 0;
        foreach (var order in orders)
        {
            fees += order.FeeUsd;
            if (order.BookedProfitUsd is not { } booked)
            {
                continue;
            }

            closed++;
            wins += booked > 0 ? 1 : 0;
            profit += Math.Max(booked, 0);
            loss -= Math.Min(booked, 0);
            equity += booked;
            peak = Math.Max(peak, equity);
            drawdown = Math.Max(drawdown, (peak - equity) / peak * 100);
        }

        return new()
        {
            Closed = closed,
            Wins = wins,
            GrossProfitUsd = profit,
            GrossLossUsd = loss,
            MaxDrawdownPercent = drawdown,
            FeesUsd = fees,
        };
    }
}
