using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Core.Bars;

/// <summary>A bar with its place in a store.</summary>
/// <param name="Market">The market.</param>
/// <param name="Timeframe">Length of the bar.</param>
/// <param name="Bar">The bar.</param>
/// <param name="IsImported">True when it came from the venue's own history (klines) instead of trades that we counted.</param>
public readonly record struct BarRow(MarketId Market, Timeframe Timeframe, Bar Bar, bool IsImported = false)
{
    /// <summary>
    /// Whether this row takes the place of an earlier one with the same key. What we counted ourselves may have begun in the middle of
    /// the bucket: it does not replace a fuller bar of the venue's own history.
    /// </summary>
    public bool Replaces(in BarRow earlier) => IsImported || !earlier.IsImported || Bar.Volume >= earlier.Bar.Volume;
}
