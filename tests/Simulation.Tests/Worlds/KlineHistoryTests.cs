using SqueezeFlow.Core.Bars;
using SqueezeFlow.Simulation.Worlds;
using SqueezeFlow.Simulation.Worlds.Klines;

namespace SqueezeFlow.Simulation.Tests.Worlds;

public sealed class KlineHistoryTests
{
    private const long M5 = 300_000;

    [Fact]
    public void Klines_after_the_start_equal_the_folded_trades()
    {
        var world = Sample.World(symbols: 2);
        var to = World.StartUnixMs + (12 * M5);

        foreach (var market in world.Markets)
        {
            var klines = new KlineHistory(world.Source(market)).Read(M5, World.StartUnixMs, to, to, 1000).ToList();
            var bars = world.Bars(market.Id, Timeframe.M5, World.StartUnixMs, to).ToList();

            Assert.Equal(bars.Count, klines.Count);
            foreach (var (bar, kline) in bars.Zip(klines))
            {
                var quote = (double)market.PriceUnits * market.SizeUnits;
                Assert.Equal(bar.OpenUnixMs, kline.OpenUnixMs);
                Assert.Equal((bar.Open, bar.High, bar.Low, bar.Close), (market.Price(kline.Open), market.Price(kline.High), market.Price(kline.Low), market.Price(kline.Close)));
                Assert.Equal(bar.BuyNotional, kline.BuyQuote / quote, bar.BuyNotional * 1e-12);
                Assert.Equal(bar.Volume, kline.Quote / quote, bar.Volume * 1e-12);
                Assert.Equal(bar.BuyCount + bar.SellCount, kline.Count);
            }
        }
    }

    [Fact]
    public void History_before_the_start_is_lively_on_both_sides_and_joins_the_first_price()
    {
        var world = Sample.World(symbols: 3);

        foreach (var market in world.Markets)
        {
            var history = new KlineHistory(world.Source(market)).Read(M5, World.StartUnixMs - (600 * M5), World.StartUnixMs, World.StartUnixMs, 1000).ToList();
            var first = Sample.Prints(world, market, 0, 1)[0].Print;

            Assert.Equal(600, history.Count);
            Assert.InRange(history.Count(bar => 2 * bar.BuyQuote > bar.Quote), 180, 420);
            Assert.All(history, bar => Assert.True(bar.Low > 0 && bar.Low <= bar.Open && bar.Open <= bar.High && bar.Low <= bar.Close && bar.Close <= bar.High));
            Assert.InRange((double)history[^1].Close / first.Ticks, 0.995, 1.005);
        }
    }

    [Fact]
    public void Long_intervals_are_sums_of_short_ones()
    {
        var world = Sample.World(symbols: 1);
        var now = World.StartUnixMs + (2 * 3_600_000);
        var history = new KlineHistory(world.Source(world.Markets[0]));

        var hours = history.Read(3_600_000, now - (6 * 3_600_000), now, now, 100).ToList();
        var minutes = history.Read(60_000, now - (6 * 3_600_000), now, now, 1000).ToList();

        Assert.Equal(6, hours.Count);
        Assert.Equal(hours.Sum(bar => bar.Quote), minutes.Sum(bar => bar.Quote));
        Assert.Equal(hours.Sum(bar => bar.BuyLots), minutes.Sum(bar => bar.BuyLots));
        Assert.Equal(hours.Max(bar => bar.High), minutes.Max(bar => bar.High));
    }

    [Fact]
    public void A_forming_kline_holds_only_what_has_happened()
    {
        var world = Sample.World(symbols: 1);
        var market = world.Markets[0];
        var now = World.StartUnixMs + 90_500;

        var forming = new KlineHistory(world.Source(market)).Read(M5, World.StartUnixMs, now, now, 10).Single();
        var truth = world.Report(World.StartUnixMs, now).Markets[0];

        Assert.Equal(truth.Fills, forming.Count);
    }
}
