using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Orders;

namespace SqueezeFlow.Simulation.Paper;

/// <summary>The arithmetic of isolated-margin positions. All money in USD.</summary>
internal static class PaperMath
{
    private const int QuantityDigits = 8;
    private const int MoneyDigits = 8;

    /// <summary>Base units that a margin buys, cut down to eight decimals.</summary>
    public static decimal Quantity(decimal stake, int leverage, decimal price) =>
        decimal.Round(stake * leverage / price, QuantityDigits, MidpointRounding.ToZero);

    /// <summary>Margin that a quantity really binds.</summary>
    public static decimal Stake(decimal quantity, int leverage, decimal price) => Money(quantity * price / leverage);

    /// <summary>Fee on one side.</summary>
    public static decimal Fee(decimal quantity, decimal price, decimal rate) => Money(quantity * price * rate);

    /// <summary>Largest margin whose entry fee still fits into the cash.</summary>
    public static decimal Affordable(decimal cash, int leverage, decimal rate) => cash / (1 + (leverage * rate));

    /// <summary>The position closed at a price, with its gain after both fees; a loss ends at the margin.</summary>
    public static Position Close(Position position, PricePoint at, decimal rate, string reason)
    {
        var price = (decimal)at.Price;
        var move = position.Side == PositionSide.Long ? price - position.EntryPrice : position.EntryPrice - price;
        var result = Money(position.Quantity * move) - Fee(position.Quantity, price, rate);
        var isLiquidated = result < -position.StakeUsd;
        return position with
        {
            ClosedUnixMs = at.UnixMs,
            ExitPrice = price,
            ProfitUsd = (isLiquidated ? -position.StakeUsd : result) - position.EntryFeeUsd,
            ExitReason = isLiquidated ? "liquidation" : reason,
        };
    }

    /// <summary>Cash that comes back when a position closes: margin and gain, the entry fee was paid before.</summary>
    public static decimal Returned(Position closed) => closed.StakeUsd + closed.ProfitUsd.GetValueOrDefault() + closed.EntryFeeUsd;

    private static decimal Money(decimal value) => decimal.Round(value, MoneyDigits, MidpointRounding.ToEven);
}
