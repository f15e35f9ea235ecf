using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Silo.Api;

/// <summary>Makes longer bars of shorter ones.</summary>
internal static class BarFold
{
    /// <summary>Bars of <paramref name="timeframe"/> from shorter bars in time order.</summary>
    public static List<Bar> ToLonger(IEnumerable<Bar> bars, Timeframe timeframe)
    {
        List<Bar> longer = [];
        foreach (var bar in bars)
        {
            var open = timeframe.Floor(bar.OpenUnixMs);
            if (longer.Count > 0 && longer[^1].OpenUnixMs == open)
            {
                longer[^1] = Append(longer[^1], bar);
            }
            else
            {
                longer.Add(bar with { OpenUnixMs = open });
            }
        }

        return longer;
    }

    /// <summary>Adds the flow of a bar of another market to a bar of the same time; the prices stay.</summary>
    public static Bar AddFlow(Bar bar, Bar other) => bar with
    {
        BuyNotional = bar.BuyNotional + other.BuyNotional,
        SellNotional = bar.SellNotional + other.SellNotional,
        BuyCount = bar.BuyCount + other.BuyCount,
        SellCount = bar.SellCount + other.SellCount,
        BuyLiquidation = bar.BuyLiquidation + other.BuyLiquidation,
        SellLiquidation = bar.SellLiquidation + other.SellLiquidation,
    };

    private static Bar Append(Bar bar, Bar later)
    {
        var sum = AddFlow(bar, later);
        if (!later.HasPrice)
        {
            return sum;
        }

        return bar.HasPrice
            ? sum with { High = Math.Max(bar.High, later.High), Low = Math.Min(bar.Low, later.Low), Close = later.Close }
            : sum with { Open = later.Open, High = later.High, Low = later.Low, Close = later.Close };
    }
}
