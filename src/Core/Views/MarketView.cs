namespace SqueezeFlow.Core.Views;

/// <summary>One market as its symbol knows it.</summary>
/// <param name="Market">Market id.</param>
/// <param name="Symbol">Base coin.</param>
/// <param name="Kind"><c>SPOT</c> or <c>PERP</c>.</param>
/// <param name="IsReference">Whether the symbol's prices come from it.</param>
/// <param name="FeedId">Feed of the latest trade; null before the first.</param>
/// <param name="Trades">Prints counted since the start.</param>
/// <param name="BuyNotional">Quote notional of aggressor buys since the start.</param>
/// <param name="SellNotional">Quote notional of aggressor sells since the start.</param>
/// <param name="LastPrice">Price of the latest trade, quote units; null before the first.</param>
/// <param name="LastTradeAt">Exchange time of the latest trade; null before the first.</param>
/// <param name="Duplicates">Prints refused because they had been counted.</param>
/// <param name="Late">Prints that came for a closed bar and corrected it.</param>
/// <param name="TooLate">Prints later than the correction window: counted here, in no bar.</param>
/// <param name="OpenGaps">Gaps not filled.</param>
/// <param name="MissingTrades">Prints known to be missing.</param>
public sealed record MarketView(
    string Market,
    string Symbol,
    string Kind,
    bool IsReference,
    string? FeedId,
    long Trades,
    double BuyNotional,
    double SellNotional,
    double? LastPrice,
    DateTimeOffset? LastTradeAt,
    long Duplicates,
    long Late,
    long TooLate,
    int OpenGaps,
    long MissingTrades);
