using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Adapters.Binance;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Feeds;

namespace SqueezeFlow.Exchanges.Tests.Feeds;

/// <summary>How markets are spread, and what stays when the list changes.</summary>
public sealed class FeedPlannerTests
{
    private static readonly Binance Venue = new();

    [Fact]
    public void Markets_are_spread_evenly_within_the_limit_of_a_connection()
    {
        var plan = Plan(Markets(0, 500), []);

        Assert.Equal([166, 167, 167], plan.Feeds.Select(f => f.Markets.Count).Order());
        Assert.Equal(["BINANCE/0", "BINANCE/1", "BINANCE/2"], plan.Feeds.Select(f => f.FeedId));
    }

    [Fact]
    public void A_new_market_takes_free_room_and_moves_no_other()
    {
        var running = Plan(Markets(0, 250), []).Feeds;

        var plan = Plan([.. Markets(0, 250), .. Markets(900, 901)], running);

        var moved = running.Zip(plan.Feeds).Where(pair => !pair.First.Markets.All(m => pair.Second.Markets.Contains(m)));
        Assert.Empty(moved);
        Assert.Equal(251, plan.Feeds.Sum(f => f.Markets.Count));
        Assert.Equal(running.Select(f => f.FeedId), plan.Feeds.Select(f => f.FeedId));
    }

    [Fact]
    public void A_market_that_is_gone_leaves_its_connection_alone_and_an_empty_connection_ends()
    {
        var running = Plan(Markets(0, 400), []).Feeds;

        var plan = Plan([.. running[1].Markets.Skip(1)], running);

        var left = Assert.Single(plan.Feeds);
        Assert.Equal("BINANCE/1", left.FeedId);
        Assert.Equal(running[1].Markets.Skip(1), left.Markets);
    }

    [Fact]
    public void A_new_connection_takes_the_first_free_number()
    {
        var running = Plan(Markets(0, 400), []).Feeds.Skip(1).ToArray();

        var plan = Plan([.. running[0].Markets, .. Markets(600, 601)], running);

        Assert.Equal(["BINANCE/1", "BINANCE/0"], plan.Feeds.Select(f => f.FeedId));
    }

    private static FeedPlanSet Plan(IReadOnlyList<Instrument> markets, IReadOnlyList<FeedPlan> running) =>
        FeedPlanner.Plan(Venue, new ExchangeSettings(), markets, running);

    private static Instrument[] Markets(int from, int to) =>
        [.. Enumerable.Range(from, to - from).Select(i => Venue.Assume(new("BINANCE", $"q{i:000}usdt"))!)];
}
