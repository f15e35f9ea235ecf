using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Simulation.Worlds.Trades;

namespace SqueezeFlow.Simulation.Worlds;

/// <summary>Sums and bars of a market's trades, as a faultless reader of its default stream would have them.</summary>
internal static class Truth
{
    /// <summary>Trades and notional of a range.</summary>
    public static MarketReport Sum(MarketSource source, long fromUnixMs, long toUnixMs)
    {
        var builder = new ExpectedBarBuilder();
        long messages = 0;
        foreach (var block in Blocks(source, fromUnixMs, toUnixMs))
        {
            foreach (ref readonly var print in block.Prints)
            {
                if (print.UnixMs >= fromUnixMs && print.UnixMs < toUnixMs)
                {
                    builder.Add(source.Market, block, print);
                    messages += source.Market.Kind == MarketKind.Spot ? print.Fills : 1;
                }
            }
        }

        var bar = builder.ToBar(fromUnixMs);
        return new(source.Market.Id, messages, bar.BuyCount + bar.SellCount, bar.BuyNotional, bar.SellNotional);
    }

    /// <summary>Bars of a range in time order.</summary>
    public static IEnumerable<Bar> Fold(MarketSource source, Timeframe timeframe, long fromUnixMs, long toUnixMs)
    {
        var builder = new ExpectedBarBuilder();
        var open = long.MinValue;
        foreach (var block in Blocks(source, fromUnixMs, toUnixMs))
        {
            for (var i = 0; i < block.Count; i++)
            {
                var print = block.Prints[i];
                if (print.UnixMs < fromUnixMs || print.UnixMs >= toUnixMs)
                {
                    continue;
                }

                var bucket = timeframe.Floor(print.UnixMs);
                if (bucket != open && !builder.IsEmpty)
                {
                    yield return builder.ToBar(open);
                    builder.Clear();
                }

                open = bucket;
                builder.Add(source.Market, block, print);
            }
        }

        if (!builder.IsEmpty)
        {
            yield return builder.ToBar(open);
        }
    }

    private static IEnumerable<MinuteBlock> Blocks(MarketSource source, long fromUnixMs, long toUnixMs)
    {
        var block = new MinuteBlock();
        var last = World.MinuteOf(toUnixMs - 1);
        for (var minute = World.MinuteOf(Math.Max(fromUnixMs, World.StartUnixMs)); minute <= last; minute++)
        {
            source.Fill(block, minute);
            yield return block;
        }
    }
}
