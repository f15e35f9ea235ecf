namespace SqueezeFlow.Simulation.Freqtrade.Books;

/// <summary>A market of the venue that a simulated bot trades on.</summary>
/// <param name="Bid">Price at which it buys, quote units per base unit; greater than zero.</param>
/// <param name="Ask">Price at which it sells; not below <paramref name="Bid"/>.</param>
/// <param name="AmountStep">Amounts are cut down to multiples of this, base units.</param>
/// <param name="PriceStep">Stop losses are rounded to multiples of this, towards the entry.</param>
public sealed record BotMarket(decimal Bid, decimal Ask, decimal AmountStep, decimal PriceStep)
{
    /// <summary>A market without a spread, in steps as venues have them for such a price.</summary>
    public static BotMarket At(decimal price) => new(price, price, AmountStepOf(price), PriceStepOf(price));

    /// <summary>What a taker pays or gets.</summary>
    /// <param name="isBuy">Whether the taker buys.</param>
    public decimal Take(bool isBuy) => isBuy ? Ask : Bid;

    private static decimal AmountStepOf(decimal price) => price switch
    {
        >= 1_000 => 0.001m,
        >= 10 => 0.01m,
        >= 1 => 0.1m,
        _ => 1m,
    };

    private static decimal PriceStepOf(decimal price) => price switch
    {
        >= 10_000 => 0.1m,
        >= 10 => 0.01m,
        >= 1 => 0.0001m,
        _ => 0.00001m,
    };
}
