using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Core.Tests.Signals;

public sealed class FailedBreakdownTests
{
    private const int Count = 60;

    [Theory]
    [InlineData(StrategyProfile.Original)]
    [InlineData(StrategyProfile.Corrected)]
    public void Prices_without_a_range_earn_nothing_even_when_the_flow_calms_down(StrategyProfile profile)
    {
        var evaluation = Evaluate(profile, Bars(range: 0));

        Assert.True(evaluation.Divergence.HasDivergence);
        Assert.Equal(0, evaluation.Scoring.FailedBreakdown);
    }

    [Theory]
    [InlineData(StrategyProfile.Original)]
    [InlineData(StrategyProfile.Corrected)]
    public void The_same_flow_earns_its_part_where_prices_have_a_range(StrategyProfile profile)
    {
        var evaluation = Evaluate(profile, Bars(range: 0.01));

        Assert.True(evaluation.Divergence.HasDivergence);
        Assert.True(evaluation.Scoring.FailedBreakdown >= 0.8, $"found {evaluation.Scoring.FailedBreakdown}");
    }

    private static Evaluation Evaluate(StrategyProfile profile, IEnumerable<SymbolBar> bars)
    {
        var strategy = new SqueezeStrategy("BTC", new() { Profile = profile, WindowBars = 0, MinDataPoints = 0 });
        foreach (var bar in bars)
        {
            strategy.Push(bar);
        }

        return strategy.Evaluate(new(10_000, null));
    }

    // Spot is bought and perpetuals are sold from the tenth bar before the end, calmly in the last five.
    private static IEnumerable<SymbolBar> Bars(double range)
    {
        for (var i = 0; i < Count; i++)
        {
            var flow = (Count - i) switch { <= 5 => 1e5, <= 10 => 1e6, _ => i % 2 == 0 ? 1_000 : -900 };
            var (buy, sell) = (2e6 + (flow / 2), 2e6 - (flow / 2));
            yield return new(i * 300_000L, 100, 100 + range, 100 - range, 100, 8e6, buy, sell, sell, buy);
        }
    }
}
