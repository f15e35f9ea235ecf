using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Simulation.Worlds;

/// <summary>What the world traded in one market over a range of time: the truth that stored bars are held against.</summary>
/// <param name="Market">The market.</param>
/// <param name="Trades">Messages of the market's default stream: trades on spot, aggregates on the perpetual.</param>
/// <param name="Fills">Fills behind them: what bar counts add up to.</param>
/// <param name="BuyNotional">Quote notional of aggressor buys, compensated sum.</param>
/// <param name="SellNotional">Quote notional of aggressor sells, compensated sum.</param>
public sealed record MarketReport(MarketId Market, long Trades, long Fills, double BuyNotional, double SellNotional);
