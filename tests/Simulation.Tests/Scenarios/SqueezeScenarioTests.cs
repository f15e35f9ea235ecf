using SqueezeFlow.Core.Signals;
using SqueezeFlow.Simulation.Tests.Worlds;

namespace SqueezeFlow.Simulation.Tests.Scenarios;

public sealed class SqueezeScenarioTests
{
    private const int NinetyMinutes = 18;

    public static TheoryData<long> Seeds => [.. Enumerable.Range(1, 18).Select(seed => (long)seed), 0, -1, 42, 1_000_003, long.MaxValue];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Ninety_market_minutes_trade_both_ways_for_any_seed(long seed)
    {
        var run = new Rehearsal(Sample.World(seed), NinetyMinutes).Run();

        AssertContract(run);
    }

    [Theory]
    [InlineData(3, 16.7, 6)]
    [InlineData(4, 66.7, 2)]
    [InlineData(5, 1.7, 3)]
    [InlineData(12, 33.3, 2)]
    [InlineData(20, 33.3, 1)]
    public void Other_counts_of_symbols_and_rates_trade_both_ways_too(int symbols, double tradesPerSecond, int seeds)
    {
        for (var seed = 1; seed <= seeds; seed++)
        {
            var run = new Rehearsal(Sample.World(seed, symbols, tradesPerSecond), NinetyMinutes).Run();

            AssertContract(run);
        }
    }

    [Fact]
    public void Squeezes_come_again_over_a_day()
    {
        var run = new Rehearsal(Sample.World(seed: 5, symbols: 4), 288).Run();

        Assert.InRange(run.Count(StrategyDecision.Long), 12, 40);
        Assert.InRange(run.Count(StrategyDecision.Short), 12, 40);
        Assert.Equal((0, 2), (run.Refused, run.MostOpenSeen));
        Assert.True(run.Events.Sum(item => item.GainPercent) > 0, run.ToString());
    }

    private static void AssertContract(Rehearsal run)
    {
        Assert.True(run.Count(StrategyDecision.Long) >= 1 && run.Count(StrategyDecision.Short) >= 1, run.ToString());
        Assert.True(run.Count(StrategyDecision.Long) + run.Count(StrategyDecision.Short) >= 3, run.ToString());
        Assert.True(run.Count(StrategyDecision.Close) >= 2, run.ToString());
        Assert.InRange(run.Events[0].Bar, 1, 3);
        Assert.InRange(run.MostOpenSeen, 1, 2);
        Assert.Equal(0, run.Refused);
    }
}
