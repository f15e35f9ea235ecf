namespace SqueezeFlow.Core.Orders;

/// <summary>Prices that a paper account fills at. Safe for concurrent use.</summary>
public interface IMarketPrices
{
    /// <summary>
    /// First trade of the symbol's reference market at or after a market time; waits for it.
    /// Null when the market has ended without one, or its data are gone.
    /// </summary>
    Task<PricePoint?> FirstTradeAtOrAfterAsync(string baseSymbol, long unixMs, CancellationToken cancellationToken);
}
