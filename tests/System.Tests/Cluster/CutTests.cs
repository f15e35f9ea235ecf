using SqueezeFlow.Simulation.Worlds;
using SqueezeFlow.SystemTests.Cluster.Bench;
using SqueezeFlow.SystemTests.Cluster.Network;

namespace SqueezeFlow.SystemTests.Cluster;

/// <summary>
/// A silo that can reach others no more, or stands still, and comes back: no order twice, every trade in the bars once, one owner of everything. The usual run has
/// one of these; bench/cuts.sh runs all.
/// </summary>
public sealed class CutTests
{
    private const int Coins = 6;
    private const long BeforeMs = 10_000;
    private const long AfterMs = 20_000;

    private static readonly NetworkPart[] Everything = [NetworkPart.Redis, NetworkPart.Stores, NetworkPart.Bot, NetworkPart.Peers];

    private static World World => new(new(Seed: 8, Coins, TradesPerSecond: 40));

    [Fact]
    public Task A_silo_cut_off_from_everything_for_20_s_doubles_nothing_and_loses_nothing() => RunAsync(20, Cut(Everything), Heal(Everything));

    [Theory(Explicit = true)]
    [InlineData(5)]
    [InlineData(60)]
    public Task A_silo_cut_off_from_everything(int seconds) => RunAsync(seconds, Cut(Everything), Heal(Everything));

    [Theory(Explicit = true)]
    [InlineData(5)]
    [InlineData(20)]
    [InlineData(60)]
    public Task A_silo_that_reaches_all_but_Redis(int seconds) => RunAsync(seconds, Cut(NetworkPart.Redis), Heal(NetworkPart.Redis));

    [Theory(Explicit = true)]
    [InlineData(5)]
    [InlineData(20)]
    [InlineData(60)]
    public Task Silos_that_reach_all_but_each_other(int seconds) => RunAsync(seconds, Cut(NetworkPart.Peers), Heal(NetworkPart.Peers));

    [Theory(Explicit = true)]
    [InlineData(5)]
    [InlineData(20)]
    public Task A_silo_that_stands_still(int seconds) => RunAsync(seconds, silo => silo.Silo.FreezeAsync(), silo => silo.Silo.ThawAsync());

    private static Func<SupervisedSilo, Task> Cut(params NetworkPart[] parts) => silo => silo.Place!.CutAsync(parts);

    private static Func<SupervisedSilo, Task> Heal(params NetworkPart[] parts) => silo => silo.Place!.HealAsync(parts);

    private static async Task RunAsync(int seconds, Func<SupervisedSilo, Task> begin, Func<SupervisedSilo, Task> end)
    {
        await using var bench = await CutBench.OpenAsync(World, silos: 2);
        var coins = bench.Cluster.World.Markets.Select(market => market.BaseCoin).Distinct().ToArray();
        await bench.WaitUntilTogetherAsync();
        await bench.Venues.WaitForSubscriptionsAsync(bench.Cluster.Markets, bench.Cluster.Stop);
        var from = ClusterBench.TradeOn(bench.Venues);
        await bench.WaitUntilMarketAsync(from + (BeforeMs / 2));
        var signals = new SentSignals(bench.Bot, bench.Cluster.Stop);
        ClusterSilo[] silos = [.. bench.Silos.Select(silo => silo.Silo)];
        await signals.SendAsync(silos, coins[..2], "10s");
        await bench.WaitUntilMarketAsync(from + BeforeMs);

        // Which of the two is cut does not matter, but that the other one is asked too.
        var cut = bench.Silos[1];
        await begin(cut);
        var sending = signals.SendAsync(silos, coins[2..4]);
        await Task.Delay(TimeSpan.FromSeconds(seconds), bench.Cluster.Stop);
        await end(cut);
        await sending;

        // The market goes on for as long as symbols take to be where they belong: one that has seen no trade there has no price, and takes no signal.
        var healed = bench.Venues.MarketUnixMs;
        await bench.WaitUntilTogetherAsync();
        await signals.SendUntilTakenAsync(silos, coins);
        await bench.WaitUntilMarketAsync(healed + AfterMs);
        var to = await bench.Cluster.EndAsync(bench.Venues);
        Tell(bench);
        await SettleAsync(bench, from, to);
        var gaps = await silos[0].GapsAsync();
        Say($"{gaps.Count} gaps listed{ListedGaps.Describe(gaps)}");
        await AssertOwnedOnceAsync(bench, coins.Length);
        signals.AssertEnteredOnce();
        foreach (var silo in bench.Silos)
        {
            await silo.LeaveAloneAsync();
            await silo.Silo.EndAsync();
        }

        await bench.Cluster.AssertWholeAsync(from, to);
    }

    // Until every trade is in the ledger, or a minute has passed: what is wrong then is told by the comparison of the bars.
    private static async Task SettleAsync(CutBench bench, long from, long to)
    {
        for (var i = 0; i < 60 && !await IsCountedAsync(bench, from, to); i++)
        {
            await Task.Delay(1_000, bench.Cluster.Stop);
        }
    }

    private static async Task<bool> IsCountedAsync(CutBench bench, long from, long to)
    {
        foreach (var report in bench.Cluster.World.Report(from, to).Markets)
        {
            var ledger = await bench.Silos[0].Silo.Service.ReadAsync($"/api/v1/ledger/{report.Market}?from={from}&to={to}");
            if (ledger["runs"]?.AsArray().Sum(run => (long)run!["trades"]!) != report.Trades)
            {
                return false;
            }
        }

        return true;
    }

    private static async Task AssertOwnedOnceAsync(CutBench bench, int symbols)
    {
        var feeds = (await bench.Silos[0].Silo.Service.ReadAsync("/api/v1/feeds")).AsArray();
        Assert.All(feeds, feed => Assert.Empty(feed!["unconfirmed"]!.AsArray()));
        Assert.Equal(feeds.Count, feeds.Select(feed => (string)feed!["id"]!).Distinct().Count());
        var status = await bench.Silos[0].Silo.Service.ReadAsync("/api/v1/status");
        Assert.Equal(feeds.Count, status["silos"]!.AsArray().Sum(silo => (int)silo!["feedsConnected"]!));

        // One that was taken over while it was cut off ends when it hears of it.
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        for (var looks = 0; looks < 150 && await OwnedAsync(bench) > symbols; looks++)
        {
            await timer.WaitForNextTickAsync(bench.Cluster.Stop);
        }

        Assert.Equal(symbols, await OwnedAsync(bench));
    }

    private static async Task<int> OwnedAsync(CutBench bench) => (await Task.WhenAll(bench.Silos.Select(silo => silo.Silo.SymbolsAsync()))).Sum();

    private static void Tell(CutBench bench)
    {
        foreach (var silo in bench.Silos)
        {
            foreach (var end in silo.Ends)
            {
                Say($"silo {silo.Place?.Number} ended with {end.ExitCode}: {end.Error.TrimEnd().Split('\n')[^1]}");
            }
        }
    }

    private static void Say(string text) => TestContext.Current.TestOutputHelper!.WriteLine($"{TimeProvider.System.GetUtcNow():HH:mm:ss.fff} {text}");
}
