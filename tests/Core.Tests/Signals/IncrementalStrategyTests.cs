using CsCheck;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Core.Tests.Signals;

public class IncrementalStrategyTests
{
    private static readonly PortfolioState Flat = new(10_000);

    [Fact]
    public void A_bar_by_bar_strategy_equals_the_batch_definition_over_the_whole_history() =>
        RandomBars.Series.Sample(bars => AssertEqualsBatch(bars, windowBars: 0), iter: 60);

    [Fact]
    public void A_moving_window_equals_the_batch_definition_of_its_last_bars() =>
        RandomBars.Series.Sample(bars => AssertEqualsBatch(bars, windowBars: 60), iter: 60);

    [Fact]
    public void A_window_shorter_than_the_stagnation_look_back_equals_the_batch_definition() =>
        RandomBars.Series.Sample(bars => AssertEqualsBatch(bars, windowBars: 22), iter: 40);

    [Theory]
    [InlineData(StrategyProfile.Corrected)]
    [InlineData(StrategyProfile.Original)]
    public void A_warm_strategy_allocates_nothing_per_bar(StrategyProfile profile)
    {
        var bars = RandomBars.Make(7, 3_000, 0.01, 1e6);
        var strategy = new SqueezeStrategy("BTC", new() { Profile = profile, WindowBars = 576, MinDataPoints = 0 });
        var holding = new PortfolioState(10_000, new OpenPosition { Side = PositionSide.Long, Quantity = 1, EntryPrice = 100 });
        Feed(strategy, bars.AsSpan(0, 2_000), holding);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Feed(strategy, bars.AsSpan(2_000), holding);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
    }

    [Fact]
    public void An_evaluation_does_not_change_the_next_one()
    {
        var bars = RandomBars.Make(3, 120, 0.01, 1e6);
        var asked = new SqueezeStrategy("BTC", new());
        var quiet = new SqueezeStrategy("BTC", new());

        foreach (var bar in bars)
        {
            asked.Push(bar);
            quiet.Push(bar);
            asked.Evaluate(Flat);
            asked.Evaluate(Flat);
        }

        Assert.Equal(quiet.Evaluate(Flat), asked.Evaluate(Flat));
    }

    [Theory]
    [InlineData(StrategyProfile.Corrected)]
    [InlineData(StrategyProfile.Original)]
    public void A_decision_alone_equals_that_of_a_whole_evaluation(StrategyProfile profile)
    {
        var strategy = new SqueezeStrategy("BTC", new() { Profile = profile });
        foreach (var bar in RandomBars.Make(9, 2_000, 0.004, 1e6))
        {
            strategy.Push(bar);
            var whole = strategy.Evaluate(Flat);
            var alone = strategy.Decide(Flat);

            Assert.Equal((whole.Decision, whole.Score, whole.StakeUsd), (alone.Decision, alone.Score, alone.StakeUsd));
        }
    }

    [Fact]
    public void A_bar_that_does_not_open_later_is_refused()
    {
        var bars = RandomBars.Make(3, 2, 0.01, 1e6);
        var strategy = new SqueezeStrategy("BTC", new());
        strategy.Push(bars[1]);

        Assert.Throws<ArgumentException>(() => strategy.Push(bars[1]));
        Assert.Throws<ArgumentException>(() => strategy.Push(bars[0]));
    }

    private static void Feed(SqueezeStrategy strategy, ReadOnlySpan<SymbolBar> bars, in PortfolioState holding)
    {
        foreach (var bar in bars)
        {
            strategy.Push(bar);
            strategy.Evaluate(Flat);
            strategy.Evaluate(holding);
        }
    }

    private static void AssertEqualsBatch(SymbolBar[] bars, int windowBars)
    {
        var strategy = new SqueezeStrategy("BTC", new() { WindowBars = windowBars, MinDataPoints = 0 });
        for (var i = 0; i < bars.Length; i++)
        {
            strategy.Push(bars[i]);
            var columns = new BatchColumns(bars[..(i + 1)], RandomBars.StepMs, windowBars);
            Assert.Equal(columns.N, strategy.Bars);
            if (columns.N > 10)
            {
                AssertEqual(columns, strategy.Evaluate(Flat));
            }
        }
    }

    private static void AssertEqual(BatchColumns columns, in Evaluation actual)
    {
        var batch = new BatchDefinition(columns);
        batch.Run();
        Assert.Equal(batch.Bias, actual.Context.Bias.ToString());
        Assert.Equal(batch.Pattern, actual.Divergence.Pattern.ToString());
        Assert.Equal(batch.Setup, actual.Divergence.Setup.ToString());
        Assert.Equal(batch.HasDivergence, actual.Divergence.HasDivergence);
        Assert.Equal(batch.ResetDetected, actual.Reset.Detected);
        AssertNear(columns.S[^1], actual.WindowSpotCvd);
        AssertNear(columns.F[^1], actual.WindowPerpCvd);
        AssertNear(batch.Numbers["recentDivergence"], actual.Context.RecentDivergence);
        AssertNear(batch.Numbers["spotChange"], actual.Divergence.SpotChange);
        AssertNear(batch.Numbers["spotThreshold"], actual.Divergence.SpotThreshold);
        AssertNear(batch.Numbers["multiplier"], actual.Divergence.Size.Multiplier);
        AssertNear(batch.Numbers["zv"], actual.Divergence.Size.ZScore);
        AssertNear(batch.Numbers["rate"], actual.Reset.Convergence.Rate);
        AssertNear(batch.Numbers["resetLow"], actual.Reset.Low);
        AssertNear(batch.Numbers["resetHigh"], actual.Reset.High);
        AssertNear(batch.Numbers["total"], actual.Score);
    }

    private static void AssertNear(double expected, double actual) =>
        Assert.True(
            Math.Abs(expected - actual) <= 1e-9 * Math.Max(1, Math.Abs(expected)) + 1e-6 * (Math.Abs(expected) > 1e3 ? 1 : 0),
            $"expected {expected:R}, found {actual:R}");
}
