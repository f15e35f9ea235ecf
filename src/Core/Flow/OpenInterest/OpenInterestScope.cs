namespace SqueezeFlow.Core.Flow.OpenInterest;

/// <summary>Over how much a point of open interest is summed.</summary>
public enum OpenInterestScope
{
    /// <summary>All pairs of one base coin on one venue.</summary>
    Individual,

    /// <summary>The three large futures venues: BINANCE_FUTURES, BYBIT, OKX.</summary>
    Futures,

    /// <summary>Every venue.</summary>
    Total,

    /// <summary>One market.</summary>
    Market,
}
