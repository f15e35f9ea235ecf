using System.Text.Json.Nodes;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Simulation.Venues;
using SqueezeFlow.Simulation.Worlds;
using SqueezeFlow.SystemTests.Processes;

namespace SqueezeFlow.SystemTests;

/// <summary>A minute of live feeds from venues at which everything goes wrong at once, against what these venues traded.</summary>
public sealed class MixedRunTests
{
    private const int Coins = 6;
    private const int MarketsPerConnection = 3;
    private const int MostConnectsPerSecond = 2;
    private const int MostConnectsPerVenue = 4;
    private const long LengthMs = 60_000;

    // Of each venue one connection falls silent: of the one that puts REST calls off, and of the other.
    private static readonly MarketId SilentSpot = MarketId.Parse("BINANCE:btcusdt");
    private static readonly MarketId SilentPerp = MarketId.Parse("BINANCE_FUTURES:solusdt");

    // On the silent spot connection, so that it is refused again when that is replaced.
    private static readonly MarketId Refused = MarketId.Parse("BINANCE:dogeusdt");

    private static readonly TimeSpan ForGood = TimeSpan.FromHours(1);
    private static readonly VenueFaults Faults = new()
    {
        DuplicatePercent = 10,
        ReorderPercent = 10,
        Silences = [new(SilentSpot, TimeSpan.FromSeconds(12), ForGood), new(SilentPerp, TimeSpan.FromSeconds(17), ForGood)],
        Refused = new HashSet<MarketId> { Refused },
        BusyExchange = "BINANCE",
        RefuseRestEvery = 2,
    };

    private readonly World _world = new(new(Seed: 11, Coins, TradesPerSecond: 120));

    private IEnumerable<MarketId> Followed => _world.Markets.Select(market => market.Id).Where(market => market != Refused);

    [Fact]
    public async Task A_minute_of_everything_at_once_loses_nothing_and_makes_no_storm()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(5));
        using var data = new DataDirectory();
        await using var venues = await SimulatedVenues.StartAsync(_world, 1, Now(), TimeProvider.System, Faults, limit.Token);
        await using var service = Service.StartLive(data, Configuration(venues));
        await venues.WaitForSubscriptionsAsync([.. Followed], limit.Token);
        var start = Timeframe.S1.Floor(Now() + 999);

        venues.StartClock(start, start + LengthMs);
        await venues.Completion.WaitAsync(limit.Token);
        var faults = venues.Faults!;
        var traded = _world.Report(start, start + LengthMs).Markets;
        var truth = traded.Where(report => report.Market != Refused).ToDictionary(report => report.Market.ToString());
        await service.WaitUntilAsync("/api/v1/markets", markets => truth.Values.All(report => IsWhole(markets, report)));
        foreach (var report in truth.Values)
        {
            // The last second is closed, and so stored, by the wall's time.
            await service.WaitUntilAsync($"/api/v1/ledger/{report.Market}", ledger => TradesIn(ledger) == report.Trades);
        }

        var markets = JsonNode.Parse(await service.GetAsync("/api/v1/markets"))!.AsArray();
        var feeds = JsonNode.Parse(await service.GetAsync("/api/v1/feeds"))!.AsArray();
        await service.Process.TerminateAsync();
        var finished = await service.Process.WaitAsync();

        Tell(faults, feeds);
        finished.AssertDone();
        AssertFaults(faults, truth.Values.Sum(report => report.Trades), markets);
        AssertNoStorm(faults.Connects);
        AssertFeeds(feeds, markets);
        AssertStored(await data.ReadAsync(), start, truth);
    }

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    private IEnumerable<KeyValuePair<string, string?>> Configuration(SimulatedVenues venues) =>
    [
        .. venues.Configuration,
        new("Exchanges:BINANCE:MarketsPerConnection", $"{MarketsPerConnection}"),
        new("Exchanges:BINANCE_FUTURES:MarketsPerConnection", $"{MarketsPerConnection}"),
        new("Feeds:Exchanges", "BINANCE,BINANCE_FUTURES"),
        new("Feeds:Markets", string.Join(',', _world.Markets.Select(market => market.Id))),
    ];

    private static bool IsWhole(JsonNode markets, MarketReport truth) =>
        markets.AsArray().SingleOrDefault(market => (string?)market!["market"] == truth.Market.ToString()) is { } found &&
        (long)found["trades"]! == truth.Trades && (int)found["openGaps"]! == 0;

    private static long TradesIn(JsonNode ledger) => ledger["runs"]!.AsArray().Sum(run => (long)run!["trades"]!);

    private static void Tell(VenueFaultReport faults, JsonArray feeds)
    {
        var output = TestContext.Current.TestOutputHelper!;
        output.WriteLine($"repeated {faults.Repeated}, overtaken {faults.Overtaken}, withheld {faults.Withheld}");
        output.WriteLine($"refused {faults.RefusedSubscriptions} subscriptions and {faults.RefusedCalls} calls");
        foreach (var venue in faults.Connects.GroupBy(connect => connect.Exchange))
        {
            var times = string.Join(", ", venue.Select(connect => $"{connect.At:HH:mm:ss.fff}"));
            output.WriteLine($"{venue.Key}: {venue.Count()} connects, at most {PerSecond(venue).Max()} in a second: {times}");
        }

        foreach (var feed in feeds)
        {
            var unconfirmed = feed!["unconfirmed"]!.ToJsonString();
            output.WriteLine($"{feed["id"]}: {feed["connects"]} connects, {feed["trades"]} trades, unconfirmed {unconfirmed}, last error: {feed["lastError"]}");
        }
    }

    // Silent connections got neither their share of repeated messages nor of overtaken ones.
    private static void AssertFaults(VenueFaultReport faults, long trades, JsonArray markets)
    {
        var sent = trades - faults.Withheld;
        Assert.InRange(faults.Repeated, sent * 0.08, sent * 0.12);
        Assert.InRange(faults.Overtaken, sent * 0.07, sent * 0.13);
        Assert.InRange(faults.Withheld, 1, trades / 2);
        Assert.InRange(faults.RefusedCalls, 2, long.MaxValue);
        Assert.InRange(markets.Sum(market => (long)market!["duplicates"]!), faults.Repeated, faults.Repeated + (trades / 10));
    }

    private static IEnumerable<int> PerSecond(IEnumerable<VenueConnect> connects) =>
        connects.GroupBy(connect => connect.At.ToUnixTimeSeconds()).Select(second => second.Count());

    private static void AssertNoStorm(IReadOnlyList<VenueConnect> connects)
    {
        Assert.All(connects.GroupBy(connect => connect.Exchange), venue =>
        {
            Assert.All(PerSecond(venue), count => Assert.InRange(count, 1, MostConnectsPerSecond));
            Assert.InRange(venue.Count(), Coins / MarketsPerConnection, MostConnectsPerVenue);
        });
    }

    private static void AssertFeeds(JsonArray feeds, JsonArray markets)
    {
        var silent = markets
            .Where(market => (string?)market!["market"] is { } id && (id == SilentSpot.ToString() || id == SilentPerp.ToString()))
            .Select(market => (string)market!["feedId"]!)
            .ToHashSet();
        var refused = feeds.SelectMany(feed => feed!["unconfirmed"]!.AsArray()).Select(text => (string)text!);
        Assert.Equal(4, feeds.Count);
        Assert.Equal(2, silent.Count);
        Assert.All(feeds, feed => Assert.Equal(silent.Contains((string)feed!["id"]!), (int)feed["connects"]! > 1));
        Assert.StartsWith($"{Refused}: ", Assert.Single(refused), StringComparison.Ordinal);
    }

    private void AssertStored(Contents stored, long start, Dictionary<string, MarketReport> truth)
    {
        Assert.All(stored.Gaps, gap => Assert.NotNull(gap.FilledBy));
        Assert.Contains(stored.Gaps, gap => gap.Market == SilentSpot);
        Assert.Contains(stored.Gaps, gap => gap.Market == SilentPerp);
        Assert.Equal(truth.Keys.Order(StringComparer.Ordinal), stored.Bars.Select(row => row.Market.ToString()).Distinct());
        foreach (var (market, sums) in truth)
        {
            var expected = _world.Bars(sums.Market, Timeframe.S1, start, start + LengthMs);
            AssertBars([.. expected], [.. stored.Bars.Where(row => row.Market == sums.Market).Select(row => row.Bar)], market);
            AssertLedger([.. stored.Ledger.Where(run => run.Market == sums.Market)], sums, start);
        }
    }

    private static void AssertBars(Bar[] truth, Bar[] stored, string market)
    {
        Assert.Equal(truth.Select(bar => bar.OpenUnixMs), stored.Select(bar => bar.OpenUnixMs));
        foreach (var (expected, found) in truth.Zip(stored))
        {
            var isEqual = Exact(expected) == Exact(found) &&
                AreClose(expected.BuyNotional, found.BuyNotional) && AreClose(expected.SellNotional, found.SellNotional);
            Assert.True(isEqual, $"{market}: expected {expected}, found {found}");
        }
    }

    private static (double Open, double High, double Low, double Close, long Buys, long Sells) Exact(Bar bar) =>
        (bar.Open, bar.High, bar.Low, bar.Close, bar.BuyCount, bar.SellCount);

    // Every row is complete and joins the next, and together they hold everything that was traded.
    private static void AssertLedger(LedgerRun[] runs, MarketReport truth, long start)
    {
        Assert.All(runs, run => Assert.True(run.State == LedgerState.Complete, $"expected a complete row, found {run}"));
        Assert.All(runs.Zip(runs.Skip(1)), pair => Assert.Equal(pair.First.ToUnixMs, pair.Second.FromUnixMs));
        Assert.InRange(runs[0].FromUnixMs, start, start + 5_000);
        Assert.InRange(runs[^1].ToUnixMs, start + LengthMs - 5_000, long.MaxValue);
        Assert.Equal(truth.Trades, runs.Sum(run => run.Trades));
        Assert.True(AreClose(truth.BuyNotional, runs.Sum(run => run.BuyNotional)), $"{truth} bought, found {runs.Sum(run => run.BuyNotional)}");
        Assert.True(AreClose(truth.SellNotional, runs.Sum(run => run.SellNotional)), $"{truth} sold, found {runs.Sum(run => run.SellNotional)}");
    }

    private static bool AreClose(double expected, double found) => Math.Abs(expected - found) <= 1e-9 * Math.Abs(expected);
}
