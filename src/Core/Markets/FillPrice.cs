namespace SqueezeFlow.Core.Markets;

/// <summary>The price at which an order that a signal asks for would be filled.</summary>
public enum FillPrice
{
    /// <summary>That of the latest trade, if it is young.</summary>
    LatestTrade,

    /// <summary>That of the first trade at or after the close of the signal's bar.</summary>
    FirstTradeAfterBar,
}
