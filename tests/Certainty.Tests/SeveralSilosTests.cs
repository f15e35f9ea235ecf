using SqueezeFlow.Certainty.Tests.Scenarios;
using SqueezeFlow.Certainty.Tests.Service;
using SqueezeFlow.Certainty.Tests.Venues;
using SqueezeFlow.Certainty.Tests.Verdicts;
using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Certainty.Tests;

/// <summary>Silos that share a store: whoever dies or moves, what the others have read is counted once.</summary>
public sealed class SeveralSilosTests
{
    private static readonly MarketSpec[] Markets =
    [
        new("OKX", "BTC-USDT-SWAP", 8), new("BYBIT", "BTCUSDT", 5), new("MEXC", "BTC_USDT", 3), new("HYPERLIQUID", "BTC", 4),
    ];

    public static TheoryData<string> Departures => ["killed", "killed for a while", "moved", "moved for a while", "killed again and again"];

    [Theory]
    [MemberData(nameof(Departures))]
    public void A_symbol_that_comes_back_elsewhere_is_exact_and_nothing_is_missing(string how)
    {
        foreach (var seed in Enumerable.Range(1, 12))
        {
            Fault[] faults = how switch
            {
                "killed" => [new SymbolKilled(100, 0)],
                "killed for a while" => [new SymbolKilled(100, 25)],
                "moved" => [new SymbolMoved(100, 0)],
                "moved for a while" => [new SymbolMoved(100, 25)],
                _ => [.. Enumerable.Range(0, 10).Select(i => new SymbolKilled(60 + (i * 7), i % 3))],
            };
            var scenario = new Scenario(seed, 300, 2, Markets, [.. faults, new Shuffled(Markets[0].Name, 97, 40), new Twice(Markets[1].Name, 98, 20, 1)]);
            var world = ModelWorld.Run(scenario);
            var verdict = Verdict.Of(world);

            Assert.True(verdict.Problems.Count == 0, verdict.ToString());
            Assert.DoesNotContain(world.Markets.SelectMany(m => world.Store.Gaps(m.Market)), g => g.FilledBy is null);

            // Minutes in which trades overtook each other just then were in doubt, and stay so.
            Assert.InRange(CompleteMinutesOf(scenario) - verdict.CompleteMinutes, 0, 2);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void With_two_readers_the_death_of_one_costs_no_trade(int place)
    {
        foreach (var seed in Enumerable.Range(1, 12))
        {
            Fault[] faults = [new Redundant(), new ReaderKilled(100, 5, place), new SymbolKilled(101, 1), new ReaderKilled(160, 5, 1 - place), new SymbolMoved(161, 1)];
            var world = ModelWorld.Run(new(seed, 300, 2, [.. Markets.Where(m => m.Venue != "MEXC")], faults));
            var verdict = Verdict.Of(world);

            Assert.True(verdict.Problems.Count == 0, verdict.ToString());
            Assert.All(world.Markets, market => Assert.Equal(TradesOf(market, world), PrintsOf(market, world)));
        }
    }

    [Fact]
    public void With_one_reader_its_death_costs_what_is_listed_and_no_more()
    {
        foreach (var seed in Enumerable.Range(1, 12))
        {
            Fault[] faults = [new Refused("OKX", 90, 100), new Refused("BYBIT", 90, 100), new ReaderKilled(100, 5, 0), new SymbolKilled(101, 1), new SymbolKilled(140, 0)];
            var world = ModelWorld.Run(new(seed, 300, 2, Markets, faults));
            var verdict = Verdict.Of(world);

            Assert.True(verdict.Problems.Count == 0, verdict.ToString());
            Assert.True(world.Markets.Sum(market => TradesOf(market, world)) > world.Markets.Sum(market => PrintsOf(market, world)), "the death of the only reader costs something");
        }
    }

    // Where a venue lists nothing, minutes are complete in no run.
    private static int CompleteMinutesOf(Scenario scenario) =>
        Verdict.Of(ModelWorld.Run(scenario with { Faults = [.. scenario.Faults.Where(f => f is not ClusterFault)] })).CompleteMinutes;

    // From the second in which watching began to the last that is certainly over.
    private static (long From, long To) SpanOf(ModelMarket market, ModelWorld world) =>
        (Timeframe.S1.Close(world.Store.Bars(market.Market, Timeframe.S1)[0].OpenUnixMs), Timeframe.S1.Floor(world.Agenda.NowMs - 15_000));

    private static long TradesOf(ModelMarket market, ModelWorld world) =>
        SpanOf(market, world) is var (from, to) ? market.Trades.Where(t => t.UnixMs >= from && t.UnixMs < to).Sum(t => (long)t.Fills) : 0;

    private static long PrintsOf(ModelMarket market, ModelWorld world) =>
        SpanOf(market, world) is var (from, to)
            ? world.Store.Bars(market.Market, Timeframe.S1).Where(b => b.OpenUnixMs >= from && b.OpenUnixMs < to).Sum(b => b.BuyCount + b.SellCount)
            : 0;
}
