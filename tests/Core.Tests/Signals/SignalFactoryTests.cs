using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Messages;

namespace SqueezeFlow.Core.Tests.Signals;

public class SignalFactoryTests
{
    [Fact]
    public void An_evaluation_without_an_order_makes_no_signal() =>
        Assert.Null(SignalFactory.Create("BTC", new Evaluation { Decision = StrategyDecision.Hold }));

    [Fact]
    public void An_entry_carries_its_levels_and_a_repeatable_id()
    {
        var evaluation = FirstEntry();

        var signal = SignalFactory.Create("BTC", evaluation)!;

        Assert.Equal(Signal.IdOf("BTCUSDT", evaluation.BarCloseUnixMs, signal.Action), signal.Id);
        Assert.Equal(evaluation.Price, signal.EntryPrice);
        Assert.Equal(evaluation.Reset.Low, signal.ResetLow);
        Assert.Equal(evaluation.Reset.High, signal.ResetHigh);
        Assert.Equal(evaluation.SpotCvd, signal.SpotCvd);
        Assert.Contains("absorption", signal.Reasoning, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_below_the_low_of_its_reset_is_closed_with_its_ids()
    {
        var strategy = new SqueezeStrategy("BTC", new());
        foreach (var bar in RandomBars.Make(5, 60, 0.005, 1e6))
        {
            strategy.Push(bar);
        }

        var position = new OpenPosition
        {
            PositionId = "p7",
            TradeId = "7",
            Side = PositionSide.Long,
            Quantity = 2,
            EntryPrice = 200,
            ResetLow = 190,
            ResetHigh = 210,
        };
        var evaluation = strategy.Evaluate(new(10_000, position));
        var signal = SignalFactory.Create("BTC", evaluation, position)!;

        Assert.Equal(SignalAction.Close, signal.Action);
        Assert.Equal(("p7", "7"), (signal.PositionId, signal.TradeId));
        Assert.Equal((10.0, 1, 1.0), (signal.Score, signal.Leverage, signal.PositionSizeFactor));
        Assert.Equal(2, evaluation.Quantity);
        Assert.Contains("BelowResetLow 190", signal.Reasoning, StringComparison.Ordinal);
    }

    internal static Evaluation FirstEntry()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var strategy = new SqueezeStrategy("BTC", new());
            foreach (var bar in RandomBars.Make(seed, 300, 0.004, 1e6))
            {
                strategy.Push(bar);
                var evaluation = strategy.Evaluate(new(10_000));
                if (evaluation.HasOrder)
                {
                    return evaluation;
                }
            }
        }

        throw new InvalidOperationException("No random series led to an entry.");
    }
}
