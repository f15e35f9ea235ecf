namespace SqueezeFlow.Simulation.Freqtrade.Books;

/// <summary>The bot's arithmetic of isolated margin.</summary>
internal static class TradeMath
{
    private const decimal MaintenanceMargin = 0.004m;
    private const decimal LiquidationBuffer = 0.05m;

    /// <summary>Value of what is held at its entry, fee included.</summary>
    public static decimal OpenValue(BotTrade trade) => OpenValue(trade, trade.Amount);

    /// <summary>Gain if an amount were left at a price, both fees paid.</summary>
    public static decimal Profit(BotTrade trade, decimal amount, decimal rate)
    {
        var close = amount * rate * (trade.IsShort ? 1 + trade.Fee : 1 - trade.Fee);
        var gain = close - OpenValue(trade, amount);
        return Round(trade.IsShort ? -gain : gain, 8);
    }

    /// <summary>A gain relative to the margin of an amount.</summary>
    public static decimal Ratio(BotTrade trade, decimal amount, decimal profit) =>
        OpenValue(trade, amount) is > 0 and var value ? profit / value * trade.Leverage : 0;

    /// <summary>Price of the stop loss, rounded towards the entry as the bot does: in binary fractions, whose noise may cost a step.</summary>
    public static decimal StopLoss(BotTrade trade, decimal share)
    {
        var (rate, move, step) = ((double)trade.OpenRate, (double)share / (double)trade.Leverage, (double)trade.PriceStep);
        var steps = trade.IsShort ? Math.Floor(rate * (1 + move) / step) : Math.Ceiling(rate * (1 - move) / step);
        return (decimal)steps * trade.PriceStep;
    }

    /// <summary>Price at which the venue would take the position, with the bot's buffer.</summary>
    public static decimal Liquidation(BotTrade trade)
    {
        var rate = trade.IsShort
            ? trade.OpenRate * (1 + (1 / trade.Leverage)) / (1 + MaintenanceMargin)
            : trade.OpenRate * (1 - (1 / trade.Leverage)) / (1 - MaintenanceMargin);
        return Round(rate + (LiquidationBuffer * (trade.OpenRate - rate)), 12);
    }

    /// <summary>Cut down to a step.</summary>
    public static decimal Cut(decimal amount, decimal step) => decimal.Floor(amount / step) * step;

    public static decimal Round(decimal value, int digits) => decimal.Round(value, digits, MidpointRounding.ToEven);

    private static decimal OpenValue(BotTrade trade, decimal amount) =>
        amount * trade.OpenRate * (trade.IsShort ? 1 - trade.Fee : 1 + trade.Fee);
}
