using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Core.Storage;

/// <summary>A market that a store knows.</summary>
/// <param name="Market">The market.</param>
/// <param name="LastBarUnixMs">Open time of its last one-second bar; 0 when it has only longer ones.</param>
public readonly record struct StoredMarket(MarketId Market, long LastBarUnixMs);
