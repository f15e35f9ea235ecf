namespace SqueezeFlow.Core.Flow.OpenInterest;

/// <summary>Over how many venues a point of open interest is summed.</summary>
public enum OpenInterestScope
{
    /// <summary>All pairs of one base coin on one venue.</summary>
    Individual,

    /// <summary>The venues that list perpetuals by coin: BINANCE, BYBIT, OKX.</summary>
    Futures,

    /// <summary>Those and DERIBIT.</summary>
    Total,
}
