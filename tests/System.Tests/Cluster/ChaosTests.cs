using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using SqueezeFlow.Simulation.Venues;
using SqueezeFlow.SystemTests.Cluster.Bench;
using SqueezeFlow.SystemTests.Processes;

namespace SqueezeFlow.SystemTests.Cluster;

/// <summary>Silos that end again and again, for as long as somebody asks: <c>bench/chaos.sh</c>.</summary>
public sealed class ChaosTests
{
    [Fact]
    public async Task Silos_end_again_and_again_and_every_trade_is_stored_once()
    {
        var ends = Asked("ENDS", 0);
        Assert.SkipWhen(ends + Asked("JOINS", 0) + Asked("ALL", 0) == 0, "runs for long, by hand: bench/chaos.sh");
        var (count, signal) = (Asked("SILOS", 3), Environment.GetEnvironmentVariable("SQUEEZEFLOW_TEST_CHAOS_SIGNAL") ?? "KILL");
        await using var bench = await ClusterBench.OpenAsync(new(new(Seed: Asked("SEED", 5), Asked("SYMBOLS", 20), Asked("RATE", 2_000))), TimeSpan.FromMinutes(5 + (2 * ends)));
        await using var venues = await bench.OpenVenuesAsync();
        await using var bot = await bench.OpenBotAsync(venues);
        var signals = new SentSignals(bot, bench.Stop);
        var coins = bench.World.Markets.Select(market => market.BaseCoin).Distinct().ToArray();
        var silos = await bench.StartAsync(count, [.. bench.Reading(venues), .. ClusterBench.Trading(bot), new("Feeds:Redundancy", $"{Asked("REDUNDANCY", 1)}")]);
        await venues.WaitForSubscriptionsAsync(bench.Markets, bench.Stop);
        await ClusterBench.WaitUntilApartAsync(silos[0]);
        var from = ClusterBench.TradeOn(venues);

        // Of a market of which nothing was stored ever, nobody knows where it began.
        foreach (var market in bench.Markets)
        {
            await silos[0].Service.WaitUntilAsync($"/api/v1/ledger/{market}?from={from - 60_000}", ledger => ledger["runs"]!.AsArray().Count > 0);
        }

        List<double> back = [];
        for (var end = 0; end < ends; end++)
        {
            await bench.WaitUntilTradedAsync(venues, venues.MarketUnixMs + 10_000);
            var victim = silos[end % count];
            await victim.Service.Process.SignalAsync(signal);
            string[] sent = [coins[end % coins.Length]];
            var sending = signals.SendAsync(silos, sent);
            back.Add(await BackAfterAsync(bench, venues));
            await victim.Service.Process.WaitAsync();
            await sending;
            await victim.RestartAsync();
            await ClusterBench.WaitUntilJoinedAsync(silos);
            await ClusterBench.WaitUntilApartAsync(silos[end % count]);
            await signals.SendUntilTakenAsync(silos, sent);
        }

        silos = [.. silos, .. await JoinAsync(bench, venues, silos)];
        await RestartAllAsync(bench, venues, silos);
        var to = await bench.EndAsync(venues);
        await WaitUntilFilledAsync(bench, silos[0]);
        var isCounted = await IsCountedAsync(bench, silos[0], from, to);
        var gaps = await silos[0].GapsAsync();
        foreach (var silo in silos)
        {
            await silo.EndAsync();
        }

        await TellAsync(bench, from, to, $"{ends} {signal}", back, gaps);
        await SayAsync(bench, $"{signals.Count} signals, each sent to every silo at an end and after it: {bot.Books.Trades.Count} trades of the bot");
        signals.AssertEnteredOnce();
        await bench.AssertWholeAsync(from, to);
        Assert.True(isCounted, "every second is stored, and the ledger tells of other trades");
    }

    // Another one, if asked for, and what it carries after a minute under load.
    private static async Task<ClusterSilo[]> JoinAsync(ClusterBench bench, SimulatedVenues venues, ClusterSilo[] silos)
    {
        if (Asked("JOINS", 0) == 0)
        {
            return [];
        }

        var joins = bench.Start([.. bench.Reading(venues), new("Feeds:Redundancy", $"{Asked("REDUNDANCY", 1)}")]);
        var watch = Stopwatch.StartNew();
        await ClusterBench.WaitUntilJoinedAsync([.. silos, joins]);
        var before = (await silos[0].GapsAsync()).Select(gap => gap!.ToJsonString()).ToHashSet();
        await bench.WaitUntilTradedAsync(venues, venues.MarketUnixMs + Math.Max(0, 60_000 - watch.ElapsedMilliseconds));
        var feeds = JsonNode.Parse(await joins.Service.GetAsync("/api/v1/feeds"))!.AsArray().CountBy(feed => (string?)feed!["silo"] ?? "none");
        JsonArray later = [.. (await silos[0].GapsAsync()).Where(gap => !before.Contains(gap!.ToJsonString())).Select(gap => gap!.DeepClone())];
        await SayAsync(bench, $"a silo joined; a minute after it started feeds are spread as {string.Join(", ", feeds.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}"))}, symbols as {await SymbolsAsync([.. silos, joins])}; gaps listed since {later.Count}{ListedGaps.Describe(later)}");
        return [joins];
    }

    // Searches keep to the limits of the venues. Gaps are listed twelve seconds after a symbol came up.
    private static async Task WaitUntilFilledAsync(ClusterBench bench, ClusterSilo silo)
    {
        for (var quiet = 0; quiet < 15;)
        {
            await Task.Delay(1_000, bench.Stop);
            quiet = await silo.TryGapsAsync() is { } gaps && !gaps.Any(gap => gap!["filledBy"] is null) ? quiet + 1 : 0;
        }
    }

    private static async Task<string> SymbolsAsync(ClusterSilo[] silos) => string.Join(", ", await Task.WhenAll(silos.Select(silo => silo.SymbolsAsync())));

    // All are killed at once, if asked for, and started again.
    private static async Task RestartAllAsync(ClusterBench bench, SimulatedVenues venues, ClusterSilo[] silos)
    {
        if (Asked("ALL", 0) == 0)
        {
            return;
        }

        await Task.WhenAll(silos.Select(silo => silo.KillAsync()));
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(silos.Select(silo => silo.RestartAsync()));
        await ClusterBench.WaitUntilJoinedAsync(silos);
        var joined = watch.Elapsed.TotalSeconds;
        await venues.WaitForSubscriptionsAsync(bench.Markets, bench.Stop);
        await SayAsync(bench, string.Create(CultureInfo.InvariantCulture, $"all killed at once: ready after {joined:0.0} s, every market read after {watch.Elapsed.TotalSeconds:0.0} s"));
        await bench.WaitUntilTradedAsync(venues, venues.MarketUnixMs + 10_000);
    }

    // What is stored is told in any case.
    private static async Task<bool> IsCountedAsync(ClusterBench bench, ClusterSilo silo, long from, long to)
    {
        try
        {
            await bench.WaitUntilCountedAsync(silo, from, to);
            return true;
        }
        catch (OperationCanceledException) when (!bench.Stop.IsCancellationRequested)
        {
            return false;
        }
    }

    private static int Asked(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable($"SQUEEZEFLOW_TEST_CHAOS_{name}"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : usual;

    // Seconds until every market is read again: what a silo read is gone with its connections.
    private static async Task<double> BackAfterAsync(ClusterBench bench, SimulatedVenues venues)
    {
        var watch = Stopwatch.StartNew();
        await Task.Delay(TimeSpan.FromMilliseconds(50), bench.Stop);
        await venues.WaitForSubscriptionsAsync(bench.Markets, bench.Stop);
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task TellAsync(ClusterBench bench, long from, long to, string what, List<double> back, JsonArray gaps)
    {
        var (lost, doubled) = (0L, 0L);
        var missing = new SortedDictionary<long, (long Trades, int Markets)>();
        foreach (var report in bench.World.Report(from, to).Markets)
        {
            var stored = await StoredSeconds.ReadAsync(bench.Influx, bench.World, report.Market, from, bench.Stop);
            lost += Math.Max(0, report.Trades - stored.Trades);
            doubled += Math.Max(0, stored.Trades - report.Trades);
            foreach (var (second, trades) in stored.Missing(from, to))
            {
                missing.TryGetValue(second, out var so);
                missing[second] = (so.Trades + trades, so.Markets + 1);
            }
        }

        foreach (var (second, (trades, markets)) in missing)
        {
            await SayAsync(bench, $"bars of second {(second - from) / 1_000}: {trades} trades of {markets} markets are not in them");
        }

        await SayAsync(bench, string.Create(
            CultureInfo.InvariantCulture,
            $"{what}, {(to - from) / 1_000} s, {bench.World.Report(from, to).Trades} trades, lost {lost}, doubled {doubled}, gaps listed {gaps.Count}, back after {back.DefaultIfEmpty().Average():0.0} s (worst {back.DefaultIfEmpty().Max():0.0}){ListedGaps.Describe(gaps)}"));
    }

    private static async Task SayAsync(ClusterBench bench, string words)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(words);
        if (Environment.GetEnvironmentVariable("SQUEEZEFLOW_TEST_CHAOS_REPORT") is { Length: > 0 } file)
        {
            await File.AppendAllTextAsync(file, words + Environment.NewLine, bench.Stop);
        }
    }
}
