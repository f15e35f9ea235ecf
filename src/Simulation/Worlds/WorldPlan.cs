using SqueezeFlow.Core.Markets;
using SqueezeFlow.Simulation.Worlds.Randomness;
using SqueezeFlow.Simulation.Worlds.Squeezes;

namespace SqueezeFlow.Simulation.Worlds;

/// <summary>Lays out a world: which coins, how busy each is, and in which order they are squeezed.</summary>
internal static class WorldPlan
{
    /// <summary>Sources of all markets in ordinal order.</summary>
    public static MarketSource[] Build(WorldOptions options)
    {
        var seed = Mix.Hash(0x53717565657A65, options.Seed);
        var shared = new Noise(Mix.Hash(seed, -1), PricePath.SharedStep);
        var order = Order(seed, options.Symbols);
        var isLongFirst = (Mix.Hash(seed, -2) & 1) == 0;
        var total = Enumerable.Range(0, options.Symbols).Sum(Weight);
        var markets = new List<MarketSource>();
        foreach (var kind in (MarketKind[])[MarketKind.Spot, MarketKind.Perp])
        {
            var indexed = Coin.All.Take(options.Symbols).Select((coin, i) => (coin, i)).OrderBy(pair => pair.coin.Base, StringComparer.Ordinal);
            foreach (var (coin, i) in indexed)
            {
                var coinSeed = Mix.Hash(seed, 100 + i);
                var squeezes = new SqueezeSchedule(coinSeed, order[i], options.Symbols, (order[i] % 2 == 0) == isLongFirst);
                var path = new PricePath(coin, coinSeed, shared, squeezes);
                var perMinute = options.TradesPerSecond * 60 * Weight(i) / total * (kind == MarketKind.Spot ? 0.4 : 0.6);
                var market = new WorldMarket(coin, kind, markets.Count);
                markets.Add(new(market, Mix.Hash(coinSeed, 10 + (int)kind), coinSeed, path, squeezes, perMinute));
            }
        }

        return [.. markets];
    }

    private static double Weight(int coin) => 0.6 + (2.2 / (1 + (0.25 * coin)));

    // Places in the queue of squeezes, shuffled by the seed.
    private static int[] Order(ulong seed, int coins)
    {
        var places = Enumerable.Range(0, coins).ToArray();
        for (var i = coins - 1; i > 0; i--)
        {
            var other = (int)(Mix.Unit(Mix.Hash(seed, -100 - i)) * (i + 1));
            (places[i], places[other]) = (places[other], places[i]);
        }

        return places;
    }
}
