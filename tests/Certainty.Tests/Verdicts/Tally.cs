using SqueezeFlow.Certainty.Tests.Venues;
using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Certainty.Tests.Verdicts;

/// <summary>Counts and worth of some trades, by side.</summary>
internal readonly record struct Tally(long Buys, long Sells, double Bought, double Sold)
{
    /// <summary>Agreement asked of sums, relative.</summary>
    public const double Tolerance = 1e-9;

    public static Tally Of(ModelTrade trade) =>
        trade.IsBuy ? new(trade.Fills, 0, trade.Notional, 0) : new(0, trade.Fills, 0, trade.Notional);

    public static Tally Of(IEnumerable<ModelTrade> trades) => trades.Aggregate(default(Tally), (sum, trade) => sum + Of(trade));

    public static Tally Of(in Bar bar) => new(bar.BuyCount, bar.SellCount, bar.BuyNotional, bar.SellNotional);

    public static Tally operator +(Tally a, Tally b) => new(a.Buys + b.Buys, a.Sells + b.Sells, a.Bought + b.Bought, a.Sold + b.Sold);

    public static Tally operator -(Tally a, Tally b) => new(a.Buys - b.Buys, a.Sells - b.Sells, a.Bought - b.Bought, a.Sold - b.Sold);

    /// <summary>Whether nothing of it is more than in another.</summary>
    public bool IsWithin(Tally other) =>
        Buys <= other.Buys && Sells <= other.Sells && Bought <= other.Bought + 1e-6 && Sold <= other.Sold + 1e-6;

    /// <summary>Whether both speak of the same trades.</summary>
    public bool Equals(Tally other) =>
        Buys == other.Buys && Sells == other.Sells && IsNear(Bought, other.Bought) && IsNear(Sold, other.Sold);

    public override int GetHashCode() => HashCode.Combine(Buys, Sells);

    public override string ToString() => $"{Buys} buys of {Bought:G12}, {Sells} sells of {Sold:G12}";

    private static bool IsNear(double a, double b) => Math.Abs(a - b) <= Tolerance * Math.Max(1, Math.Max(Math.Abs(a), Math.Abs(b)));
}
