using System.Net;
using System.Text.Json.Nodes;
using SqueezeFlow.SystemTests.Processes;
using SqueezeFlow.TestSupport;
using SqueezeFlow.TestSupport.Redis;

namespace SqueezeFlow.SystemTests;

/// <summary>A service that publishes to a real Redis server, with which everything happens.</summary>
public sealed class RedisTests
{
    private const string Prefix = "squeezeflow:demo";
    private const string Marker = $"{Prefix}:published:";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Orders_are_filled_whatever_Redis_does_and_each_signal_is_published_once()
    {
        await using var redis = await RedisProcess.StartAsync(Stop);
        using var data = new DataDirectory();
        await using var before = await RedisSubscriber.StartAsync(redis.Port, $"{Prefix}:signals", Stop);
        await using var service = Service.StartDemo(
            data, "--speed", "300", "--rate", "5000", "--seed", "3",
            "--Redis:Host=127.0.0.1", $"--Redis:Port={redis.Port}", "--Redis:Timeout=00:00:00.5", "--Redis:Pause=00:00:01");
        await WaitForFilledAsync(service, 1);

        await redis.FreezeAsync();
        await WaitForFilledAsync(service, await FilledAsync(service) + 2);
        await service.WaitUntilAsync("/health", health => (string?)Redis(health)["level"] == "degraded");
        Assert.Equal(HttpStatusCode.OK, await service.StatusOfAsync("/health/ready"));
        await redis.ThawAsync();
        var published = await PublishedAsync(service, redis);

        // What is frozen carries nothing out whose answer the kill would lose.
        await redis.FreezeAsync();
        await redis.KillAsync();
        await WaitForFilledAsync(service, await FilledAsync(service) + 2);
        var count = PublishedFigure(await service.ReadAsync("/health"));
        await redis.RestartAsync(Stop);
        await using var after = await RedisSubscriber.StartAsync(redis.Port, $"{Prefix}:signals", Stop);
        await service.WaitUntilAsync("/health", health => (string?)Redis(health)["level"] == "healthy" && PublishedFigure(health) > count);

        await service.Process.TerminateAsync();
        (await service.Process.WaitAsync()).AssertStopped();
        using var talk = await redis.ConnectAsync(Stop);
        var since = (await talk.ListAsync("KEYS", $"{Marker}*")).Select(key => key[Marker.Length..]).ToArray();
        string[] heard = [.. before.Heard.Concat(after.Heard).Select(message => (string)JsonNode.Parse(message)!["signal_id"]!)];
        Assert.NotEmpty(since);
        Assert.Empty(since.Intersect(published));
        Assert.NotEmpty(heard);
        Assert.Equal(heard.Distinct(), heard);
        var remembered = (await data.ReadValueAsync("redis.published"))!.Split('\n');
        Assert.All((await data.ReadAsync()).Signals, record => Assert.Contains(record.Signal.Id, remembered));
    }

    [Fact]
    public async Task A_start_on_a_server_that_is_not_there_ends_with_setting_value_and_fix()
    {
        using var data = new DataDirectory();
        var port = ServerProgram.FreePort();

        var finished = await ChildProcess.RunAsync("Silo", ["run", "--Feeds:Enabled=false", "--Redis:Host=127.0.0.1", $"--Redis:Port={port}", .. Service.Settings(data)]);

        Assert.Equal(3, finished.ExitCode);
        AssertTold($"Redis:Host: '127.0.0.1' cannot be used on port {port} (", finished);
    }

    [Fact]
    public async Task A_start_with_a_wrong_password_ends_without_repeating_it()
    {
        await using var redis = await RedisProcess.StartAsync(Stop, "--requirepass", "open sesame");
        using var data = new DataDirectory();

        var finished = await ChildProcess.RunAsync(
            "Silo", ["run", "--Feeds:Enabled=false", "--Redis:Host=127.0.0.1", $"--Redis:Port={redis.Port}", "--Redis:Password=open barley", .. Service.Settings(data)]);

        Assert.Equal(3, finished.ExitCode);
        AssertTold($"Redis:Password: '***' is refused by 127.0.0.1:{redis.Port} (", finished);
        Assert.DoesNotContain("barley", finished.Error, StringComparison.Ordinal);
    }

    // One sentence; the log knows of no failure.
    private static void AssertTold(string beginning, Finished finished)
    {
        var lines = finished.Error.TrimEnd().Split('\n');
        Assert.StartsWith(beginning, lines[^1], StringComparison.Ordinal);
        Assert.All(lines[..^1], line => Assert.Contains(" info: ", line, StringComparison.Ordinal));
    }

    private static JsonNode Redis(JsonNode health) => health["parts"]!.AsArray().Single(part => (string?)part!["name"] == "redis")!;

    private static long PublishedFigure(JsonNode health) => (long)Redis(health)["figures"]!["published"]!;

    private static int Filled(JsonNode signals) => signals.AsArray().Count(signal => (string?)signal!["outcome"] == "Filled");

    private static async Task<int> FilledAsync(Service service) => Filled(await service.ReadAsync("/api/v1/signals?limit=1000"));

    private static Task WaitForFilledAsync(Service service, int count) => service.WaitUntilAsync("/api/v1/signals?limit=1000", signals => Filled(signals) >= count);

    // Every signal of the record gets its marker; signals go on being given meanwhile.
    private static async Task<HashSet<string>> PublishedAsync(Service service, RedisProcess redis)
    {
        var given = (await service.ReadAsync("/api/v1/signals?limit=1000")).AsArray().Select(record => (string)record!["signal"]!["id"]!).ToArray();
        using var talk = await redis.ConnectAsync(Stop);
        HashSet<string> published = [];
        await service.WaitUntilAsync("/health", health => (string?)Redis(health)["level"] == "healthy" && (long)Redis(health)["figures"]!["pending"]! == 0);
        published.UnionWith((await talk.ListAsync("KEYS", $"{Marker}*")).Select(key => key[Marker.Length..]));
        Assert.Superset(given.ToHashSet(), published);
        return published;
    }
}
