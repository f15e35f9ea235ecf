using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Core.Orders;

/// <summary>Prices that entries are checked against and a paper account fills at. Safe for concurrent use.</summary>
public interface IMarketPrices
{
    /// <summary>
    /// First trade of the symbol's reference market at or after a market time; waits for it.
    /// Null when the market has ended without one, or its data are gone.
    /// </summary>
    Task<PricePoint?> FirstTradeAtOrAfterAsync(string baseSymbol, long unixMs, CancellationToken cancellationToken);

    /// <summary>Latest trade of the symbol's reference market, however old; null when none is known.</summary>
    Task<PricePoint?> LatestAsync(string baseSymbol, CancellationToken cancellationToken);
}
