using System.Globalization;
using System.Text.Json.Nodes;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Simulation.Venues;
using SqueezeFlow.SystemTests.Processes;

namespace SqueezeFlow.SystemTests;

/// <summary>A service on InfluxDB that is told to stop at any moment, and not started again: what it had received is in the database.</summary>
/// <remarks><c>STOP_TRIES</c> says how many moments of each kind are tried; one unless told.</remarks>
public sealed class InfluxStopTests
{
    private const long HoleMs = 300_000;

    private static IEnumerable<int> Seeds =>
        Enumerable.Range(1, int.Parse(Environment.GetEnvironmentVariable("STOP_TRIES") ?? "1", CultureInfo.InvariantCulture));

    // Both signals end a service in the same way: each of them once.
    [Fact]
    public Task While_trades_flow_nothing_is_left_out_before_the_last_one_stored() => TryAsync(StopAmongTradesAsync, "INT");

    [Fact]
    public Task Within_an_open_second_all_that_was_received_is_stored() => TryAsync(StopInOpenSecondAsync, "TERM");

    [Fact]
    public Task Trades_that_wait_for_those_before_them_are_stored() => TryAsync(StopWithHeldTradesAsync, "TERM");

    private static async Task TryAsync(Func<string, int, Task> once, string signal)
    {
        foreach (var seed in Seeds)
        {
            Tell($"seed {seed}");
            await once(signal, seed);
        }
    }

    private static async Task StopAmongTradesAsync(string signal, int seed)
    {
        await using var bench = await BenchAsync(seed);
        var random = new Random(seed);
        await using var venues = await bench.OpenVenuesAsync(Now());
        await using var service = await bench.StartAsync(venues);
        var start = Timeframe.S1.Floor(Now() + 999);
        venues.StartClock(start);
        var enough = random.Next(300, 2_000);
        await service.WaitUntilAsync("/api/v1/markets", markets => markets.AsArray().Sum(view => (long)view!["trades"]!) >= enough);

        var counted = JsonNode.Parse(await service.GetAsync("/api/v1/markets"))!.AsArray();
        await InfluxBench.EndAsync(service, signal);

        foreach (var market in bench.World.Markets.Select(market => market.Id))
        {
            var stored = await bench.ReadAsync(market, start);
            var last = stored.AssertPrefix(start);
            var least = (long)counted.Single(view => (string?)view!["market"] == market.ToString())!["trades"]!;
            Tell($"SIG{signal} after {enough} trades: {market} stored {stored.Trades} trades to {last - start} ms, counted before {least}, sent {venues.Sent[market]}");
            Assert.InRange(stored.Trades, least, venues.Sent[market]);
            Assert.True(least > 0);
        }
    }

    private static async Task StopInOpenSecondAsync(string signal, int seed)
    {
        await using var bench = await BenchAsync(seed);
        var random = new Random(seed);
        await using var venues = await bench.OpenVenuesAsync(Now());
        await using var service = await bench.StartAsync(venues);
        var start = Timeframe.S1.Floor(Now() + 999);
        var end = start + (random.Next(1, 4) * 1_000) + random.Next(50, 700);
        venues.StartClock(start, end);
        await venues.Completion.WaitAsync(bench.Stop);
        await WaitUntilReceivedAsync(service, venues);

        await InfluxBench.EndAsync(service, signal);

        Tell($"SIG{signal} {end - start} ms after the first trade, {venues.Sent.Values.Sum()} trades sent");
        foreach (var market in bench.World.Markets.Select(market => market.Id))
        {
            var stored = await bench.ReadAsync(market, start);
            stored.AssertWhole(start, end);
            Assert.Equal(venues.Sent[market], stored.Trades);
        }
    }

    private static async Task StopWithHeldTradesAsync(string signal, int seed)
    {
        await using var bench = await BenchAsync(seed);
        var random = new Random(seed);
        var first = Timeframe.S1.Floor(Now()) - HoleMs;
        await using (var before = await bench.OpenVenuesAsync(first))
        await using (var service = await bench.StartAsync(before))
        {
            before.StartClock(first, first + 1_000);
            await before.Completion.WaitAsync(bench.Stop);
            await WaitUntilReceivedAsync(service, before);
            await InfluxBench.EndAsync(service, "TERM");
        }

        // A venue that puts every other call off lets nobody read a hole of minutes in a moment.
        await using var venues = await bench.OpenVenuesAsync(Now(), new() { BusyExchange = "BINANCE", RefuseRestEvery = 2 });
        await using var again = await bench.StartAsync(venues);
        var start = Timeframe.S1.Floor(Now() + 999);
        var end = start + random.Next(300, 1_500);
        venues.StartClock(start, end);
        await venues.Completion.WaitAsync(bench.Stop);
        await WaitUntilReceivedAsync(again, venues);
        var markets = JsonNode.Parse(await again.GetAsync("/api/v1/markets"))!.AsArray();

        await InfluxBench.EndAsync(again, signal);

        Tell($"SIG{signal} {end - start} ms after the first trade, counted: {string.Join(", ", markets.Select(view => $"{view!["market"]} {view["trades"]}"))}");
        Assert.Contains(markets, view => (long)view!["trades"]! == 0 && venues.Sent[MarketId.Parse((string)view["market"]!)] > 0);
        foreach (var market in bench.World.Markets.Select(market => market.Id))
        {
            (await bench.ReadAsync(market, start)).AssertWhole(start, end);
        }
    }

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    private static void Tell(string text) => TestContext.Current.TestOutputHelper!.WriteLine(text);

    private static Task<InfluxBench> BenchAsync(int seed) =>
        InfluxBench.OpenAsync(new(new(Seed: seed, Symbols: 2, TradesPerSecond: 200)));

    // Each connection counts what it reads, held or not.
    private static Task WaitUntilReceivedAsync(Service service, SimulatedVenues venues) =>
        service.WaitUntilAsync("/api/v1/feeds", feeds => feeds.AsArray().Sum(feed => (long)feed!["trades"]!) == venues.Sent.Values.Sum());
}
