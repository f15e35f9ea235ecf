using System.Globalization;
using SqueezeFlow.Simulation.Venues;
using SqueezeFlow.Simulation.Worlds;
using SqueezeFlow.SystemTests.Processes;

namespace SqueezeFlow.SystemTests;

/// <summary>Every mode is told to stop while its disk is full.</summary>
public sealed class FullDiskTests
{
    private const string Failing = "The store fails";

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
