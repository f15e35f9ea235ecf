using System.Diagnostics;
using System.Globalization;
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
        Assert.SkipWhen(ends == 0, "runs for long, by hand: bench/chaos.sh");
        var (count, signal) = (Asked("SILOS", 3), Environment.GetEnvironmentVariable("SQUEEZEFLOW_TEST_CHAOS_SIGNAL") ?? "KILL");
        await using var bench = await ClusterBench.OpenAsync(new(new(Seed: Asked("SEED", 5), Asked("SYMBOLS", 20), Asked("RATE", 2_000))), TimeSpan.FromMinutes(5 + (2 * ends)));
        await using var venues = await bench.OpenVenuesAsync();
        var silos = await bench.StartAsync(count, [.. bench.Reading(venues), new("Feeds:Redundancy", $"{Asked("REDUNDANCY", 1)}")]);
        await venues.WaitForSubscriptionsAsync(bench.Markets, bench.Stop);
        await WaitUntilApartAsync(silos[0]);
        var from = ClusterBench.TradeOn(venues);
        List<double> back = [];
        for (var end = 0; end < ends; end++)
        {
            await bench.WaitUntilTradedAsync(venues, venues.MarketUnixMs + 10_000);
            var victim = silos[end % count];
            await victim.Service.Process.SignalAsync(signal);
            back.Add(await BackAfterAsync(bench, venues));
            await victim.Service.Process.WaitAsync();
            await victim.RestartAsync();
            await ClusterBench.WaitUntilJoinedAsync(silos);
            await WaitUntilApartAsync(silos[end % count]);
        }

        var to = await bench.EndAsync(venues);
        var isCounted = await IsCountedAsync(bench, silos[0], from, to);
        var gaps = System.Text.Json.Nodes.JsonNode.Parse(await silos[0].Service.GetAsync("/api/v1/gaps"))!.AsArray().Count;
        foreach (var silo in silos)
        {
            await silo.EndAsync();
        }

        await TellAsync(bench, from, to, $"{ends} {signal}", back, gaps);
        await bench.AssertWholeAsync(from, to);
        Assert.True(isCounted, "every second is stored, and the ledger tells of other trades");
    }

    // Silos that start together put everything on the first of them, until feeds have moved to where they belong: one that ends before that takes both copies along.
    private static Task WaitUntilApartAsync(ClusterSilo silo) => silo.Service.WaitUntilAsync("/api/v1/feeds", feeds => feeds.AsArray()
        .GroupBy(feed => ((string)feed!["id"]!).Split('+')[0])
        .All(copies => copies.Select(feed => (string?)feed!["silo"]).Distinct().Count() == copies.Count()));

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

    private static async Task TellAsync(ClusterBench bench, long from, long to, string what, List<double> back, int gaps)
    {
        var (lost, doubled) = (0L, 0L);
        foreach (var report in bench.World.Report(from, to).Markets)
        {
            var stored = (await StoredSeconds.ReadAsync(bench.Influx, bench.World, report.Market, from, bench.Stop)).Trades;
            lost += Math.Max(0, report.Trades - stored);
            doubled += Math.Max(0, stored - report.Trades);
        }

        var words = string.Create(
            CultureInfo.InvariantCulture,
            $"{what}, {(to - from) / 1_000} s, {bench.World.Report(from, to).Trades} trades, lost {lost}, doubled {doubled}, gaps listed {gaps}, back after {back.Average():0.0} s (worst {back.Max():0.0})");
        TestContext.Current.TestOutputHelper?.WriteLine(words);
        if (Environment.GetEnvironmentVariable("SQUEEZEFLOW_TEST_CHAOS_REPORT") is { Length: > 0 } file)
        {
            await File.AppendAllTextAsync(file, words + Environment.NewLine, bench.Stop);
        }
    }
}
