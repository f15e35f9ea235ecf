using SqueezeFlow.Core.Orders;

namespace SqueezeFlow.Core.Backtest.Costs;

/// <summary>A position ties up its notional over its leverage, and is liquidated when that is used up to the maintenance margin. Immutable.</summary>
/// <param name="MaintenanceShare">Maintenance margin as a share of the notional, e.g. 0.005.</param>
public sealed record IsolatedMargin(double MaintenanceShare)
{
    /// <summary>Price at which a position is liquidated, quote units; 0 when never.</summary>
    public double Of(PositionSide side, double entryPrice, int leverage) => side == PositionSide.Long ? OfLong(entryPrice, leverage) : OfShort(entryPrice, leverage);

    /// <summary>Price at which a long is liquidated: entry x (1 - 1/leverage) / (1 - maintenance); 0 when never.</summary>
    public double OfLong(double entryPrice, int leverage) => entryPrice * (1 - (1.0 / leverage)) / (1 - MaintenanceShare);

    /// <summary>Price at which a short is liquidated: entry x (1 + 1/leverage) / (1 + maintenance).</summary>
    public double OfShort(double entryPrice, int leverage) => entryPrice * (1 + (1.0 / leverage)) / (1 + MaintenanceShare);
}
