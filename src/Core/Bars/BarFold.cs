namespace SqueezeFlow.Core.Bars;

/// <summary>Short bars as longer ones, and flows of several markets as one.</summary>
public static class BarFold
{
    /// <summary>Bars of a longer timeframe, in time order, each given as soon as its last part was read; only buckets that hold a part exist.</summary>
    /// <param name="parts">Bars in time order.</param>
    /// <param name="length">Length of a part.</param>
    /// <param name="longer">Length of the result; a multiple of <paramref name="length"/>.</param>
    public static IEnumerable<Bar> Fold(IEnumerable<Bar> parts, Timeframe length, Timeframe longer)
    {
        var builder = new BarBuilder();
        var close = long.MinValue;
        foreach (var part in parts)
        {
            if (part.OpenUnixMs >= close)
            {
                if (close != long.MinValue)
                {
                    yield return builder.ToBar();
                }

                builder.Reset(longer.Floor(part.OpenUnixMs));
                close = longer.Close(builder.OpenUnixMs);
            }

            builder.Add(part, length);
        }

        if (close != long.MinValue)
        {
            yield return builder.ToBar();
        }
    }

    /// <summary>Adds the flow of a bar of another market to a bar of the same time; the prices stay.</summary>
    public static Bar AddFlow(in Bar bar, in Bar other) => bar with
    {
        BuyNotional = bar.BuyNotional + other.BuyNotional,
        SellNotional = bar.SellNotional + other.SellNotional,
        BuyCount = bar.BuyCount + other.BuyCount,
        SellCount = bar.SellCount + other.SellCount,
        BuyLiquidation = bar.BuyLiquidation + other.BuyLiquidation,
        SellLiquidation = bar.SellLiquidation + other.SellLiquidation,
        IsPartial = bar.IsPartial || other.IsPartial,
    };
}
