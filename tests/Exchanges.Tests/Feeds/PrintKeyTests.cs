using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Prints;

namespace SqueezeFlow.Exchanges.Tests.Feeds;

public sealed class PrintKeyTests
{
    private const long Start = 1_735_689_600_000;

    [Theory]
    [InlineData(1)]
    [InlineData(1_000)]
    [InlineData(1_000_000)]
    public void An_equal_print_that_comes_while_its_bar_can_change_has_a_key_of_its_own(long unitsPerMs)
    {
        var keys = new PrintKeys();
        var first = Next(keys, Start, unitsPerMs);
        for (var ms = 1; ms < MarketFlow.CorrectionMs; ms += 20)
        {
            Next(keys, Start + ms, unitsPerMs);
        }

        Assert.NotEqual(first, Next(keys, Start, unitsPerMs));
    }

    [Fact]
    public void Another_source_that_begins_before_the_first_of_equals_gives_the_same_keys()
    {
        var (left, right) = (new PrintKeys(), new PrintKeys());
        var keys = Enumerable.Range(0, 3).Select(_ => Next(left, Start, 1)).ToArray();
        Next(right, Start - 1, 1);

        Assert.Equal(keys, Enumerable.Range(0, 3).Select(_ => Next(right, Start, 1)));
        Assert.Equal(3, keys.Distinct().Count());
    }

    [Fact]
    public void What_is_older_than_any_correction_is_forgotten_beyond_the_fewest()
    {
        var keys = new PrintKeys();
        var first = Next(keys, Start, 1);
        for (var i = 0; i <= PrintKeys.Fewest; i++)
        {
            Next(keys, Start + PrintKeys.KeepMs + 1 + i, 1);
        }

        Assert.Equal(first, Next(keys, Start, 1));
    }

    private static long Next(PrintKeys keys, long unixMs, long unitsPerMs) => keys.Next(unixMs * unitsPerMs, 100, 1, AggressorSide.Buy, unitsPerMs: unitsPerMs);
}
