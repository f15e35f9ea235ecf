namespace SqueezeFlow.Lab.Search.Objectives;

/// <summary>What is measured of a candidate.</summary>
public enum Measure
{
    /// <summary>Gains minus losses of closed trades after fees, USD.</summary>
    NetProfit,

    /// <summary>Gain of the marked account, percent of the balance at the start.</summary>
    Return,

    /// <summary>Mean of daily returns over their deviation, times the root of 365.</summary>
    Sharpe,

    /// <summary>Mean of daily returns over the root mean square of the losing ones, times the root of 365.</summary>
    Sortino,

    /// <summary>Compound return of a year over the largest drawdown.</summary>
    Calmar,

    /// <summary>Gains over losses of closed trades.</summary>
    ProfitFactor,

    /// <summary>Share of closed trades that gained, percent.</summary>
    WinRate,

    /// <summary>Closed trades.</summary>
    Trades,

    /// <summary>Net profit over closed trades, USD.</summary>
    Expectancy,

    /// <summary>Largest fall of the marked account from its peak, percent.</summary>
    MaxDrawdown,

    /// <summary>Share of bars with a position, percent.</summary>
    Exposure,

    /// <summary>Fees, USD.</summary>
    Fees,
}
