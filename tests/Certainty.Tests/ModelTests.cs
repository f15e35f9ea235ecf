using SqueezeFlow.Certainty.Tests.Scenarios;
using SqueezeFlow.Certainty.Tests.Service;
using SqueezeFlow.Certainty.Tests.Verdicts;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;

namespace SqueezeFlow.Certainty.Tests;

/// <summary>That the model is worth something: it sees what is wrong, tries everything, runs alike, and asks for more than silence.</summary>
public sealed class ModelTests
{
    private static readonly MarketSpec Okx = new("OKX", "BTC-USDT-SWAP", 1.5);
    private static readonly MarketSpec Bybit = new("BYBIT", "BTCUSDT", 1.5);
    private static readonly MarketSpec Mexc = new("MEXC", "BTC_USDT", 0.7);

    [Fact]
    public void Without_faults_every_whole_minute_is_complete()
    {
        var verdict = Verdict.Of(ModelWorld.Run(new(1, 400, 2, [Okx, Bybit, Mexc], [])));

        Assert.Empty(verdict.Problems);
        Assert.Equal(verdict.Minutes, verdict.CompleteMinutes);
        Assert.True(verdict.Minutes >= 15, $"{verdict.Minutes} minutes");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(40)]
    public void A_break_whose_trades_the_venues_list_leaves_every_minute_complete_and_no_gap_open(int seconds)
    {
        var world = ModelWorld.Run(new(2, 500, 2, [Okx, Bybit, Mexc], [
            new Dropped("OKX", 100, seconds), new Dropped("BYBIT", 110, seconds), new Dropped("MEXC", 120, seconds)]));
        var verdict = Verdict.Of(world);

        Assert.Empty(verdict.Problems);
        Assert.DoesNotContain(world.Markets.SelectMany(m => world.Store.Gaps(m.Market)), g => g.FilledBy is null);
        Assert.Equal(verdict.Minutes, verdict.CompleteMinutes);
    }

    [Fact]
    public void Equal_scenarios_run_alike()
    {
        var scenario = new ScenarioMaker(12).Make();

        var (first, second) = (ModelWorld.Run(scenario), ModelWorld.Run(scenario));

        foreach (var market in first.Markets.Select(m => m.Market))
        {
            Assert.Equal(first.Store.Bars(market, Timeframe.S1), second.Store.Bars(market, Timeframe.S1));
            Assert.Equal(first.Store.Ledger(market), second.Store.Ledger(market));
            Assert.Equal(first.Store.Gaps(market), second.Store.Gaps(market));
        }
    }

    [Fact]
    public void Every_kind_of_fault_is_among_the_first_two_hundred_seeds()
    {
        var tried = Enumerable.Range(1, 200).SelectMany(seed => new ScenarioMaker(seed).Make().Faults).Select(f => f.GetType()).Distinct();
        var known = typeof(Fault).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Fault)) && !t.IsAbstract);

        Assert.Equal(known.Select(t => t.Name).Order(), tried.Select(t => t.Name).Order());
    }

    [Fact]
    public async Task A_bar_that_is_changed_behind_the_models_back_is_seen()
    {
        var world = ModelWorld.Run(new(3, 300, 2, [Okx], []));
        var market = world.Markets[0].Market;
        var bar = world.Store.Bars(market, Timeframe.S1)[100];

        await world.Store.WriteAsync(Only(market, bar with { BuyNotional = bar.BuyNotional + 1, BuyCount = bar.BuyCount + 1 }), TestContext.Current.CancellationToken);
        var more = Verdict.Of(world);
        await world.Store.WriteAsync(Only(market, bar with { BuyNotional = 0, BuyCount = 0, SellNotional = 0, SellCount = 0 }), TestContext.Current.CancellationToken);
        var less = Verdict.Of(world);

        Assert.Equal([ProblemKind.CountedTwice, ProblemKind.FalselyComplete, ProblemKind.Unequal], Kinds(more));
        Assert.Equal([ProblemKind.Vanished, ProblemKind.FalselyComplete, ProblemKind.Unequal], Kinds(less));
    }

    [Fact]
    public async Task A_gap_excuses_what_lies_in_it_and_no_complete_minute()
    {
        var world = ModelWorld.Run(new(3, 300, 2, [Okx], []));
        var market = world.Markets[0].Market;
        var bar = world.Store.Bars(market, Timeframe.S1)[100];
        var write = Only(market, bar with { BuyNotional = 0, BuyCount = 0, SellNotional = 0, SellCount = 0 }) with
        {
            Gaps = [new(market, 1, bar.OpenUnixMs, 9, bar.OpenUnixMs + 999, null, "test")],
        };

        await world.Store.WriteAsync(write, TestContext.Current.CancellationToken);

        Assert.Equal([ProblemKind.FalselyComplete, ProblemKind.Unequal], Kinds(Verdict.Of(world)));
    }

    [Fact]
    public void A_scenario_shrinks_to_what_it_fails_by()
    {
        var drop = new Dropped("OKX", 100, 3);
        var scenario = new Scenario(1, 900, 1, [Okx, Bybit], [new Silent(Bybit.Name, 20, 10), drop, new Killed(200, 5), new Repeats("BYBIT", 5)]);

        var least = new Shrinker(s => s.Faults.Contains(drop)).Shrink(scenario);

        Assert.Equal([drop], least.Faults);
        Assert.Single(least.Markets);
        Assert.True(least.Seconds < 200, least.ToString());
    }

    private static StoreWrite Only(MarketId market, Bar bar) => new([new(market, Timeframe.S1, bar)], [], []);

    private static ProblemKind[] Kinds(Verdict verdict) => [.. verdict.Problems.Select(p => p.Kind).Distinct().Order()];
}
