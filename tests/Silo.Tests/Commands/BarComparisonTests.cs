using SqueezeFlow.Core.Bars;
using SqueezeFlow.Silo.Commands.Summaries;

namespace SqueezeFlow.Silo.Tests.Commands;

public sealed class BarComparisonTests
{
    [Fact]
    public void Equal_missing_extra_and_different_bars_are_told_apart()
    {
        Bar[] truth = [At(1), At(2), At(3), At(5)];
        Bar[] stored = [At(1), At(3) with { Close = 9 }, At(4), At(5) with { BuyNotional = 10 + 1e-12 }];

        var comparison = BarComparison.None.Add("M", truth, stored);

        Assert.Equal((2, 3), (comparison.Equal, comparison.Unequal));
        Assert.StartsWith("M: expected Bar { OpenUnixMs = 2000", comparison.FirstDifference, StringComparison.Ordinal);
        Assert.EndsWith("found no bar", comparison.FirstDifference, StringComparison.Ordinal);
    }

    private static Bar At(long second) => new(second * 1_000, 1, 2, 1, 2, 10, 5, 1, 1, 0, 0);
}
