using SqueezeFlow.Core.Views;
using SqueezeFlow.Exchanges.Rest.Requests;
using SqueezeFlow.Grains.Health.Probes;
using SqueezeFlow.Interfaces.Feeds;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Grains.Tests.Health;

/// <summary>What the health of feeds says of wanted markets that are not delivered.</summary>
public sealed class FeedsProbeTests
{
    [Fact]
    public async Task A_wanted_market_that_is_overdue_degrades_health_and_is_named_with_its_reason()
    {
        var part = await JudgeAsync(Feed("OKX/0", "OKX:BTC-USDT: Requests too frequent"), Feed("OKX/1"));

        Assert.Equal("degraded", part.Level);
        Assert.Equal("2 of 2 feeds connected; 1 wanted market is not subscribed: OKX:BTC-USDT: Requests too frequent", part.Reason);
        Assert.Equal(1, part.Figures["overdue_markets"]);
    }

    [Fact]
    public async Task A_market_that_is_read_twice_is_missing_once_and_more_than_five_are_counted()
    {
        string[] overdue = [.. Enumerable.Range(1, 7).Select(i => $"OKX:C{i}: no answer")];

        var part = await JudgeAsync(Feed("OKX/0", overdue), Feed("OKX/0+1", overdue));

        Assert.StartsWith("2 of 2 feeds connected; 7 wanted markets are not subscribed: OKX:C1: no answer, ", part.Reason, StringComparison.Ordinal);
        Assert.EndsWith("OKX:C5: no answer and 2 more", part.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feeds_with_all_their_markets_are_healthy()
    {
        var part = await JudgeAsync(Feed("OKX/0"));

        Assert.Equal(("healthy", "1 of 1 feeds connected"), (part.Level, part.Reason));
    }

    [Fact]
    public async Task A_name_that_no_venue_lists_degrades_health_and_is_told_with_the_nearest()
    {
        var part = await JudgeAsync(new Dictionary<string, ExchangePlan> { ["OKX"] = Plan(new UnlistedName("SOLL", "SOL"), new UnlistedName("OKX:BTC-USDD", "OKX:BTC-USDT")) }, Feed("OKX/0"));

        Assert.Equal("degraded", part.Level);
        Assert.Equal("1 of 1 feeds connected; Feeds:Markets: no venue that is read lists SOLL over USD (the nearest is SOL), OKX:BTC-USDD (the nearest is OKX:BTC-USDT)", part.Reason);
        Assert.Equal(2, part.Figures["unlisted_names"]);
    }

    private static Task<HealthPart> JudgeAsync(params FeedView[] feeds) => JudgeAsync(new Dictionary<string, ExchangePlan>(), feeds);

    private static async Task<HealthPart> JudgeAsync(Dictionary<string, ExchangePlan> plans, params FeedView[] feeds)
    {
        var clock = new ManualClock();
        return await new FeedsProbe(new Pipe(plans, feeds), new VenueReach(clock), clock).CheckAsync(TestContext.Current.CancellationToken);
    }

    private static ExchangePlan Plan(params UnlistedName[] unlisted) => new(true, [], 1, null, DateTimeOffset.UnixEpoch) { Unlisted = unlisted };

    private static FeedView Feed(string id, params string[] overdue) =>
        new(id, "OKX", "ws://127.0.0.1:1/", "connected", "silo", 1, default, 3, 10, 100, 5, 1, 1, null, new Dictionary<string, long>(), null)
        {
            Overdue = overdue,
        };

    private sealed class Pipe(Dictionary<string, ExchangePlan> plans, IReadOnlyList<FeedView> feeds) : IPipeline
    {
        public Task<IReadOnlyDictionary<string, ExchangePlan>> GetPlansAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyDictionary<string, ExchangePlan>>(plans);

        public Task<IReadOnlyList<FeedView>> GetFeedsAsync(CancellationToken cancellationToken) => Task.FromResult(feeds);

        public Task WaitUntilSubscribedAsync(TimeSpan timeout, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task DrainAsync(long endUnixMs, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<MarketView>> GetMarketsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<SymbolView>> GetSymbolsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
