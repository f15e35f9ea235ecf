using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Orders;

namespace SqueezeFlow.Simulation.Tests.Paper;

/// <summary>Prices set by the test; a symbol without one has no later trade.</summary>
internal sealed class FixedPrices : IMarketPrices
{
    private readonly Dictionary<string, double> _prices = [];

    /// <summary>Price of a symbol, 40 ms after whatever time is asked for.</summary>
    public double? this[string symbol]
    {
        set
        {
            _prices.Remove(symbol);
            if (value is { } price)
            {
                _prices[symbol] = price;
            }
        }
    }

    public Task<PricePoint?> FirstTradeAtOrAfterAsync(string baseSymbol, long unixMs, CancellationToken cancellationToken) =>
        Task.FromResult<PricePoint?>(_prices.TryGetValue(baseSymbol, out var price) ? new(unixMs + 40, price) : null);

    public Task<PricePoint?> LatestAsync(string baseSymbol, CancellationToken cancellationToken) => FirstTradeAtOrAfterAsync(baseSymbol, 0, cancellationToken);
}
