using System.Globalization;
using SqueezeFlow.Simulation.Venues;
using SqueezeFlow.Simulation.Worlds;
using SqueezeFlow.SystemTests.Processes;

namespace SqueezeFlow.SystemTests;

/// <summary>Every mode is told to stop while something hangs or fails.</summary>
public sealed class StopTests
{
    private const string Failing = "The store fails";
    private const string Overdue = "the stop is not over";

    [Fact]
    public async Task A_demo_on_a_full_disk_ends_when_it_is_told_to()
    {
        using var data = await DataDirectory.OnFullDiskAsync();
        await using var service = Service.StartDemo(data, "--symbols", "4", "--rate", "2000");

        await AssertEndsWithReasonAsync(service);
    }

    [Fact]
    public async Task Live_feeds_on_a_full_disk_end_when_they_are_told_to()
    {
        using var data = await DataDirectory.OnFullDiskAsync();
        var world = new World(new(Seed: 5, 8, TradesPerSecond: 2_000));
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        await using var venues = await SimulatedVenues.StartAsync(world, 1, now, TimeProvider.System, TestContext.Current.CancellationToken);
        var markets = world.Markets.Select(market => market.Id).ToArray();
        await using var service = Service.StartLive(data, [.. venues.Configuration, new("Feeds:Exchanges", "BINANCE,BINANCE_FUTURES"), new("Feeds:Markets", string.Join(',', markets))]);
        await venues.WaitForSubscriptionsAsync(markets, TestContext.Current.CancellationToken);
        venues.StartClock(now + 60_000);

        await AssertEndsWithReasonAsync(service);
    }

    [Fact]
    public async Task A_replay_on_a_full_disk_ends_when_it_is_told_to()
    {
        using var data = await DataDirectory.OnFullDiskAsync();
        using var recordings = new DataDirectory();
        var recording = Path.Combine(recordings.FullPath, "trades.txt");
        await File.WriteAllLinesAsync(recording, Frames(100_000), TestContext.Current.CancellationToken);
        await using var service = Service.StartReplay(data, recording);

        await AssertEndsWithReasonAsync(service);
    }

    [Fact]
    public async Task Live_feeds_end_when_they_are_told_to_whatever_venues_and_account_do()
    {
        using var venue = new SilentPeer();
        using var bot = new SilentPeer();
        using var data = new DataDirectory();
        await using var service = Service.StartLive(data,
        [
            new("Feeds:Exchanges", "BINANCE,OKX,DERIBIT"),
            .. Addresses("BINANCE", venue.Address),
            .. Addresses("OKX", venue.Address),
            .. Addresses("DERIBIT", "127.0.0.1:1"),
            new("Execution:Freqtrade:Url", $"http://{bot.Address}"),
            new("Execution:Freqtrade:Username", "trader"),
            new("Execution:Freqtrade:Password", "not a secret"),
        ]);
        await service.WaitForLogAsync("answers at");
        var unanswered = service.AskInVainAsync("/api/v1/positions");

        await service.Process.TerminateAsync();
        var finished = await service.Process.WaitAsync();

        await unanswered;
        finished.AssertDone();
        Assert.DoesNotContain(Overdue, finished.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demo_told_to_stop_has_counted_all_that_its_venues_sent()
    {
        using var data = new DataDirectory();
        await using var service = Service.StartDemo(data, "--symbols", "2");
        await service.WaitUntilAsync("/api/v1/status", status => (long)status["trades"]! > 5_000);

        await service.Process.TerminateAsync();
        var finished = await service.Process.WaitAsync();

        finished.AssertDone();
        Assert.DoesNotContain("lost its connection", finished.Error, StringComparison.Ordinal);
        Assert.All(finished.LastLine["markets"]!.AsArray(), market => Assert.Equal((long)market!["generated"]!, (long)market["trades"]!));
    }

    [Fact]
    public async Task A_market_taken_away_from_a_demo_does_not_freeze_the_others()
    {
        using var data = new DataDirectory();
        await using var service = Service.StartDemo(data, "--symbols", "3", "--speed", "300");
        await service.WaitUntilAsync("/api/v1/symbols/BTC", symbol => symbol["evaluatedAt"] is not null);

        await service.DeleteMarketAsync("BINANCE:btcusdt");
        var at = (await service.ReadAsync("/api/v1/symbols/ETH"))["marketTime"]!.GetValue<DateTimeOffset>();

        foreach (var symbol in (string[])["BTC", "ETH"])
        {
            await service.WaitUntilAsync($"/api/v1/symbols/{symbol}", view => view["evaluatedAt"]!.GetValue<DateTimeOffset>() > at.AddMinutes(30));
        }
    }

    // What was taken and cannot be written is said; nobody waits for it.
    private static async Task AssertEndsWithReasonAsync(Service service)
    {
        await service.WaitForLogAsync(Failing);

        await service.Process.TerminateAsync();
        var finished = await service.Process.WaitAsync();

        Assert.Equal(1, finished.ExitCode);

        // On a machine that is busy with other things the deadline may come first: it tells what is left, too.
        var last = finished.Error.TrimEnd().Split('\n')[^1];
        Assert.True(last.Contains("no space is left on the disk", StringComparison.Ordinal) || last.StartsWith("the stop is not over after 8 s", StringComparison.Ordinal), last);
    }

    private static KeyValuePair<string, string?>[] Addresses(string exchange, string peer) =>
        [new($"Exchanges:{exchange}:Stream", $"ws://{peer}/ws"), new($"Exchanges:{exchange}:Rest", $"http://{peer}")];

    private static IEnumerable<string> Frames(int count)
    {
        const long Start = 1_735_689_600_000;
        for (var i = 0; i < count; i++)
        {
            var (symbol, time) = (i % 2 == 0 ? "BTC" : "ETH", Start + (i * 250L));
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $$$"""{{{time}}}000000 spot {"stream":"{{{symbol.ToLowerInvariant()}}}usdt@trade","data":{"e":"trade","E":{{{time}}},"s":"{{{symbol}}}USDT","t":{{{(i / 2) + 1}}},"p":"{{{100 + (i % 7)}}}.00","q":"0.5","T":{{{time}}},"m":{{{(i % 3 == 0 ? "true" : "false")}}},"M":true}}""");
        }
    }
}
