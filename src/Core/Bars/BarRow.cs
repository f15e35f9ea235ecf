using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Core.Bars;

/// <summary>A bar with its place in a store.</summary>
/// <param name="Market">The market.</param>
/// <param name="Timeframe">Length of the bar.</param>
/// <param name="Bar">The bar.</param>
/// <param name="IsImported">True when it came from the venue's own history (klines) instead of trades that we counted.</param>
public readonly record struct BarRow(MarketId Market, Timeframe Timeframe, Bar Bar, bool IsImported = false);
