using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Silo.Commands.Summaries;

/// <summary>Stored one-second bars held against the truth.</summary>
/// <param name="Equal">Bars that agree: prices and counts exactly, notional to 1e-9.</param>
/// <param name="Unequal">Bars that differ, are missing, or should not be there.</param>
/// <param name="FirstDifference">The first of those, in words; null when there is none.</param>
internal sealed record BarComparison(long Equal, long Unequal, string? FirstDifference)
{
    private const double Tolerance = 1e-9;

    /// <summary>Nothing compared.</summary>
    public static BarComparison None { get; } = new(0, 0, null);

    /// <summary>Adds the bars of one market, both in time order.</summary>
    public BarComparison Add(string market, IEnumerable<Bar> truth, IEnumerable<Bar> stored)
    {
        var (equal, unequal, first) = (Equal, Unequal, FirstDifference);
        using var left = truth.GetEnumerator();
        using var right = stored.GetEnumerator();
        var (hasLeft, hasRight) = (left.MoveNext(), right.MoveNext());
        while (hasLeft || hasRight)
        {
            var order = !hasLeft ? 1 : !hasRight ? -1 : left.Current.OpenUnixMs.CompareTo(right.Current.OpenUnixMs);
            if (order == 0 && AreEqual(left.Current, right.Current))
            {
                equal++;
            }
            else
            {
                unequal++;
                first ??= Describe(market, order <= 0 ? left.Current : null, order >= 0 ? right.Current : null);
            }

            hasLeft = order <= 0 ? left.MoveNext() : hasLeft;
            hasRight = order >= 0 ? right.MoveNext() : hasRight;
        }

        return new(equal, unequal, first);
    }

    private static string Describe(string market, Bar? truth, Bar? stored) => (truth, stored) switch
    {
        ({ } expected, null) => $"{market}: expected {expected}, found no bar",
        (null, { } found) => $"{market}: expected no bar, found {found}",
        _ => $"{market}: expected {truth}, found {stored}",
    };

    private static bool AreEqual(Bar a, Bar b) =>
        a.Open == b.Open && a.High == b.High && a.Low == b.Low && a.Close == b.Close &&
        a.BuyCount == b.BuyCount && a.SellCount == b.SellCount &&
        AreClose(a.BuyNotional, b.BuyNotional) && AreClose(a.SellNotional, b.SellNotional) &&
        AreClose(a.BuyLiquidation, b.BuyLiquidation) && AreClose(a.SellLiquidation, b.SellLiquidation);

    private static bool AreClose(double a, double b) => Math.Abs(a - b) <= Tolerance * Math.Max(Math.Abs(a), Math.Abs(b));
}
