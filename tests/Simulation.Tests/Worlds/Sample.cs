using SqueezeFlow.Core.Markets;
using SqueezeFlow.Simulation.Worlds;
using SqueezeFlow.Simulation.Worlds.Trades;

namespace SqueezeFlow.Simulation.Tests.Worlds;

/// <summary>Worlds and their raw trades for tests.</summary>
internal static class Sample
{
    public const double DefaultRate = 2000.0 / 60;

    public static World World(long seed = 1, int symbols = 8, double rate = DefaultRate) => new(new(seed, symbols, rate));

    public static WorldMarket Market(World world, string id) => world.Markets.Single(market => market.Id == MarketId.Parse(id));

    /// <summary>Every aggregate of a market's minutes, with ids.</summary>
    public static List<(long Id, long FirstFill, AggregateTrade Print)> Prints(World world, WorldMarket market, long firstMinute, int minutes)
    {
        var source = world.Source(market);
        var block = new MinuteBlock();
        var all = new List<(long, long, AggregateTrade)>();
        for (var minute = firstMinute; minute < firstMinute + minutes; minute++)
        {
            source.Fill(block, minute);
            for (var i = 0; i < block.Count; i++)
            {
                all.Add((block.FirstAggregate + i, block.FirstFill + block.Prints[i].FirstFill, block.Prints[i]));
            }
        }

        return all;
    }
}
