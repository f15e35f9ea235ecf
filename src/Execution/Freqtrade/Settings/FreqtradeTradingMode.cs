namespace SqueezeFlow.Execution.Freqtrade.Settings;

/// <summary>What a bot trades (<c>trading_mode</c>).</summary>
public enum FreqtradeTradingMode
{
    /// <summary>Perpetual futures, in both directions.</summary>
    Futures,

    /// <summary>Coins themselves: no shorts, no leverage.</summary>
    Spot,
}
