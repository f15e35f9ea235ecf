namespace SqueezeFlow.Client.Offline.Backtests.Files;

/// <summary>A recorded bar of one market.</summary>
/// <param name="OpenSeconds">Open, seconds since 1970 UTC.</param>
/// <param name="Open">First price.</param>
/// <param name="High">Highest price.</param>
/// <param name="Low">Lowest price.</param>
/// <param name="Close">Last price.</param>
/// <param name="BuyNotional">Notional of aggressor buys, quote units.</param>
/// <param name="SellNotional">Notional of aggressor sells, quote units.</param>
internal readonly record struct RecordedBar(
    long OpenSeconds, double Open, double High, double Low, double Close, double BuyNotional, double SellNotional);
