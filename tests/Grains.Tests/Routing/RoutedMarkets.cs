using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Interfaces.Symbols;

namespace SqueezeFlow.Grains.Tests.Routing;

/// <summary>Markets and trades of the tests of the way from a feed to a symbol.</summary>
internal static class RoutedMarkets
{
    /// <summary>Begin of a strategy bar.</summary>
    public const long BarOpens = 1_740_787_200_000;

    public static TrackedMarket Of(string name, string coin = "BTC", double contractSize = 1) =>
        new(new(new("BINANCE", name), MarketKind.Spot, ContractKind.Spot, coin, "USDT", contractSize, true), ProofKind.Ids);

    /// <summary>A trade in the strategy bar of a number.</summary>
    public static Trade Trade(long id, int bar = 0) => new(id, BarOpens + (bar * 300_000L) + Math.Min(id, 200_000), 100, 1, 100, 1, AggressorSide.Buy);
}
