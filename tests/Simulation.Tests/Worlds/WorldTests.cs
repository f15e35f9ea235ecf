using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Simulation.Worlds;

namespace SqueezeFlow.Simulation.Tests.Worlds;

public sealed class WorldTests
{
    [Fact]
    public void Markets_are_a_spot_and_a_perpetual_per_coin_in_ordinal_order()
    {
        var world = Sample.World(symbols: 3);

        var ids = world.Markets.Select(market => market.Id.ToString()).ToList();

        Assert.Equal(
            ["BINANCE:btcusdt", "BINANCE:ethusdt", "BINANCE:solusdt", "BINANCE_FUTURES:btcusdt", "BINANCE_FUTURES:ethusdt", "BINANCE_FUTURES:solusdt"],
            ids);
    }

    [Fact]
    public void The_same_seed_makes_the_same_trades_and_another_seed_others()
    {
        var market = Sample.World().Markets[0];

        var first = Sample.Prints(Sample.World(7), market, 3, 2);
        var again = Sample.Prints(Sample.World(7), market, 3, 2);
        var other = Sample.Prints(Sample.World(8), market, 3, 2);

        Assert.Equal(first, again);
        Assert.NotEqual(first.Select(print => print.Print.Ticks), other.Select(print => print.Print.Ticks));
    }

    [Fact]
    public void A_minute_made_alone_equals_the_minute_made_in_sequence()
    {
        var world = Sample.World();

        foreach (var market in world.Markets)
        {
            var sequence = Sample.Prints(world, market, 0, 40);
            var alone = Sample.Prints(Sample.World(), market, 37, 1);

            Assert.Equal(sequence.Where(print => World.MinuteOf(print.Print.UnixMs) == 37), alone);
        }
    }

    [Fact]
    public void Ids_of_aggregates_and_fills_are_contiguous_and_times_never_go_back()
    {
        var world = Sample.World();

        foreach (var market in world.Markets)
        {
            var prints = Sample.Prints(world, market, 0, 30);

            for (var i = 1; i < prints.Count; i++)
            {
                Assert.Equal(prints[i - 1].Id + 1, prints[i].Id);
                Assert.Equal(prints[i - 1].FirstFill + prints[i - 1].Print.Fills, prints[i].FirstFill);
                Assert.True(prints[i].Print.UnixMs >= prints[i - 1].Print.UnixMs);
            }
        }
    }

    [Theory]
    [InlineData(2000, 60, 8)]
    [InlineData(2000, 120, 8)]
    [InlineData(500, 30, 3)]
    [InlineData(50_000, 60, 16)]
    public void The_rate_over_all_markets_is_the_rate_asked_for(double rate, double speed, int symbols)
    {
        var world = Sample.World(symbols: symbols, rate: rate / speed);
        const int minutes = 30;

        var report = world.Report(World.StartUnixMs, World.StartUnixMs + (minutes * 60_000));

        Assert.InRange(report.Trades / (rate / speed * minutes * 60), 0.97, 1.03);
    }

    [Fact]
    public void No_market_is_silent_for_long_at_the_default_rate()
    {
        var world = Sample.World();

        foreach (var market in world.Markets)
        {
            var times = Sample.Prints(world, market, 0, 90).Select(print => print.Print.UnixMs).ToList();

            Assert.InRange(times.Zip(times.Skip(1), (a, b) => b - a).Max(), 100, 4_500);
        }
    }

    [Fact]
    public void The_busiest_second_holds_a_multiple_of_the_mean()
    {
        var world = Sample.World();
        var market = Sample.Market(world, "BINANCE_FUTURES:btcusdt");

        var perSecond = Sample.Prints(world, market, 0, 60).GroupBy(print => print.Print.UnixMs / 1000).Select(second => second.Count()).ToList();
        var mean = perSecond.Sum() / 3600.0;

        Assert.InRange(perSecond.Max() / mean, 8, 40);
    }

    [Fact]
    public void Sizes_have_a_heavy_tail()
    {
        var world = Sample.World();
        var market = Sample.Market(world, "BINANCE:ethusdt");

        var lots = Sample.Prints(world, market, 0, 60).Select(print => (double)print.Print.Lots).Order().ToList();

        Assert.True(lots[^1] > 20 * lots[lots.Count / 2], $"largest {lots[^1]}, median {lots[lots.Count / 2]}");
    }

    [Fact]
    public void Buys_print_above_sells_nearby()
    {
        var world = Sample.World();

        foreach (var market in world.Markets)
        {
            var prints = Sample.Prints(world, market, 0, 60).Select(print => print.Print).ToList();
            var turns = prints.Zip(prints.Skip(1)).Where(pair => pair.First.IsSell != pair.Second.IsSell && pair.Second.UnixMs - pair.First.UnixMs < 1000).ToList();
            var right = turns.Count(pair => (pair.First.IsSell ? pair.Second.Ticks > pair.First.Ticks : pair.Second.Ticks < pair.First.Ticks));

            Assert.True(right > 0.7 * turns.Count, $"{market.Id}: {right} of {turns.Count}");
        }
    }

    [Fact]
    public void Five_minutes_of_a_large_coin_turn_over_millions()
    {
        var world = Sample.World();

        var bars = world.Bars(MarketId.Parse("BINANCE_FUTURES:btcusdt"), Timeframe.M5, World.StartUnixMs, World.StartUnixMs + 3_600_000).ToList();

        Assert.Equal(12, bars.Count);
        Assert.All(bars, bar => Assert.InRange(bar.Volume, 5e6, 50e6));
        Assert.All(bars, bar => Assert.True(bar.BuyNotional > 0.1 * bar.Volume && bar.SellNotional > 0.1 * bar.Volume));
    }

    [Fact]
    public void A_perpetual_stays_close_to_its_spot_price()
    {
        var world = Sample.World();
        var spot = world.Source(Sample.Market(world, "BINANCE:solusdt"));
        var perp = world.Source(Sample.Market(world, "BINANCE_FUTURES:solusdt"));

        for (var minute = 0; minute < 600; minute += 7)
        {
            var at = World.StartUnixMs + (minute * 60_000);

            Assert.InRange(perp.FairPrice(at) / spot.FairPrice(at), 0.9990, 1.0010);
        }
    }

    [Fact]
    public void Coins_move_together()
    {
        var world = Sample.World();
        var first = Returns(world, "BINANCE:btcusdt");
        var second = Returns(world, "BINANCE:ethusdt");

        var correlation = first.Zip(second, (a, b) => a * b).Sum() / Math.Sqrt(first.Sum(a => a * a) * second.Sum(b => b * b));

        Assert.InRange(correlation, 0.3, 0.95);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(251, 1)]
    [InlineData(3, 0)]
    public void Options_out_of_range_are_refused(int symbols, double rate) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new World(new(1, symbols, rate)));

    private static List<double> Returns(World world, string id)
    {
        var source = world.Source(Sample.Market(world, id));
        var prices = Enumerable.Range(0, 500).Select(i => source.FairPrice(World.StartUnixMs - (i * 300_000))).ToList();
        return prices.Zip(prices.Skip(1), (a, b) => (a / b) - 1).ToList();
    }
}
