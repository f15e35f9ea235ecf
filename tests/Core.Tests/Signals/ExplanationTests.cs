using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Core.Tests.Signals;

public class ExplanationTests
{
    [Fact]
    public void Too_few_bars_are_the_first_failure()
    {
        var strategy = new SqueezeStrategy("BTC", new());
        strategy.Push(RandomBars.Make(2, 1, 0.01, 1e6)[0] with { Close = 100 });
        strategy.Evaluate(new(10_000));

        Assert.Equal("phase 0: bars in the window 1, needed >= 40", strategy.Explain().FirstFailure);
    }

    [Fact]
    public void A_flow_that_does_not_move_is_named_with_its_numbers()
    {
        var strategy = new SqueezeStrategy("BTC", new());
        for (var i = 0; i < 60; i++)
        {
            strategy.Push(new(i * 300_000L, 100, 101, 99, 100, 8e6, 2_000_000, 1_990_000, 2_000_000, 2_000_000));
        }

        strategy.Evaluate(new(10_000));

        Assert.Equal("phase 2: spot delta over 10 bars +$100k, needed < -$1.00M", strategy.Explain().FirstFailure);
    }

    [Fact]
    public void An_entry_has_no_failure_and_a_hold_has_one()
    {
        var position = new OpenPosition { Side = PositionSide.Long, Quantity = 1, EntryPrice = 100, ResetLow = 1, ResetHigh = 1_000 };
        var seen = new HashSet<StrategyDecision>();
        for (var seed = 0; seed < 100; seed++)
        {
            var strategy = new SqueezeStrategy("BTC", new());
            foreach (var bar in RandomBars.Make(seed, 200, 0.004, 1e6))
            {
                strategy.Push(bar);
                foreach (var portfolio in (PortfolioState[])[new(10_000), new(10_000, position)])
                {
                    var evaluation = strategy.Evaluate(portfolio);
                    seen.Add(evaluation.Decision);

                    Assert.Equal(evaluation.HasOrder, strategy.Explain().FirstFailure is null);
                }
            }
        }

        Assert.Superset(new HashSet<StrategyDecision> { StrategyDecision.None, StrategyDecision.Hold, StrategyDecision.Close }, seen);
        Assert.True(seen.Contains(StrategyDecision.Long) || seen.Contains(StrategyDecision.Short));
    }
}
