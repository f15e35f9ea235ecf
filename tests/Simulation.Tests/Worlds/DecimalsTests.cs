using System.Globalization;
using SqueezeFlow.Simulation.Worlds;

namespace SqueezeFlow.Simulation.Tests.Worlds;

public sealed class DecimalsTests
{
    [Theory]
    [InlineData(9_350_012, 2, 8, "93500.12000000")]
    [InlineData(9_350_012, 2, 0, "93500.12")]
    [InlineData(17, 0, 0, "17")]
    [InlineData(17, 0, 3, "17.000")]
    [InlineData(5, 5, 0, "0.00005")]
    public void Units_are_printed_without_rounding(long units, int digits, int shown, string expected) =>
        Assert.Equal(expected, Decimals.Text(units, digits, shown));

    [Fact]
    public void What_is_printed_is_read_as_the_worlds_own_double()
    {
        var world = Sample.World();

        foreach (var market in world.Markets)
        {
            foreach (var (_, _, print) in Sample.Prints(world, market, 0, 3))
            {
                var price = double.Parse(Decimals.Text(print.Ticks, market.PriceDigits, 8), CultureInfo.InvariantCulture);
                var size = double.Parse(Decimals.Text(print.Lots, market.SizeDigits, 0), CultureInfo.InvariantCulture);

                Assert.Equal(market.Price(print.Ticks), price);
                Assert.Equal(market.Size(print.Lots), size);
            }
        }
    }
}
