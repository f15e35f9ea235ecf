using SqueezeFlow.Core.Bars;
using SqueezeFlow.Simulation.Worlds;
using SqueezeFlow.Simulation.Worlds.Trades;

namespace SqueezeFlow.Simulation.Tests.Worlds;

public sealed class TruthTests
{
    private const long From = World.StartUnixMs + 61_500;
    private const long To = World.StartUnixMs + 605_250;

    [Fact]
    public void One_second_bars_add_up_to_the_report()
    {
        var world = Sample.World(symbols: 3);

        foreach (var market in world.Report(From, To).Markets)
        {
            var bars = world.Bars(market.Market, Timeframe.S1, From, To).ToList();

            Assert.Equal(market.BuyNotional, bars.Sum(bar => bar.BuyNotional), market.BuyNotional * 1e-12);
            Assert.Equal(market.SellNotional, bars.Sum(bar => bar.SellNotional), market.SellNotional * 1e-12);
            Assert.Equal(market.Fills, bars.Sum(bar => bar.BuyCount + bar.SellCount));
        }
    }

    [Fact]
    public void Bars_agree_with_decimal_sums_of_the_trades()
    {
        var world = Sample.World(symbols: 1);

        foreach (var market in world.Markets)
        {
            var prints = Sample.Prints(world, market, 0, 5).Select(print => print.Print).ToList();
            var exact = prints.Where(print => !print.IsSell)
                .Sum(print => (decimal)print.Ticks / market.PriceUnits * print.Lots / market.SizeUnits);

            var bar = world.Bars(market.Id, Timeframe.M5, World.StartUnixMs, World.StartUnixMs + 300_000).Single();

            Assert.Equal((double)exact, bar.BuyNotional, (double)exact * 1e-12);
            Assert.Equal(market.Price(prints[0].Ticks), bar.Open);
            Assert.Equal(market.Price(prints[^1].Ticks), bar.Close);
            Assert.Equal(market.Price(prints.Max(print => print.Ticks)), bar.High);
            Assert.Equal(market.Price(prints.Min(print => print.Ticks)), bar.Low);
        }
    }

    [Fact]
    public void Spot_counts_fills_as_messages_and_a_perpetual_counts_aggregates()
    {
        var world = Sample.World(symbols: 1);

        var report = world.Report(World.StartUnixMs, World.StartUnixMs + 600_000);

        Assert.Equal(report.Markets[0].Fills, report.Markets[0].Trades);
        Assert.InRange(report.Markets[1].Fills / (double)report.Markets[1].Trades, 1.25, 1.35);
    }

    [Fact]
    public void Fills_of_an_aggregate_add_up_to_its_size()
    {
        var world = Sample.World(symbols: 2);
        var block = new MinuteBlock();

        foreach (var market in world.Markets)
        {
            world.Source(market).Fill(block, 11);

            foreach (var print in block.Prints)
            {
                var lots = block.FillLots.Slice(print.FirstFill, print.Fills).ToArray();

                Assert.Equal(print.Lots, lots.Sum());
                Assert.All(lots, part => Assert.True(part > 0));
            }
        }
    }
}
