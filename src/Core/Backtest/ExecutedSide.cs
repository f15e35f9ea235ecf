namespace SqueezeFlow.Core.Backtest;

/// <summary>What a fill did.</summary>
public enum ExecutedSide
{
    /// <summary>Opened a long.</summary>
    Buy,

    /// <summary>Opened a short.</summary>
    Sell,

    /// <summary>Closed a long.</summary>
    ExitSell,

    /// <summary>Closed a short.</summary>
    ExitBuy,
}
