using SqueezeFlow.Simulation.Worlds;
using SqueezeFlow.SystemTests.Cluster.Bench;
using SqueezeFlow.SystemTests.Processes;

namespace SqueezeFlow.SystemTests.Cluster;

/// <summary>A silo that starts while Redis is away, or is refused by it.</summary>
public sealed class StartTests
{
    private const string Waits = "the start waits for it";

    private static World World => new(new(Seed: 5, Symbols: 1, TradesPerSecond: 100));

    [Fact]
    public async Task A_silo_waits_for_a_Redis_that_starts_after_it_and_says_so_once()
    {
        await using var bench = await ClusterBench.OpenAsync(World);
        await bench.Redis.KillAsync();
        var silo = bench.Start();
        await silo.Service.WaitForLogAsync(Waits);

        await bench.Redis.RestartAsync(bench.Stop);

        await ClusterBench.WaitUntilJoinedAsync(silo);
        Assert.Equal(2, silo.Service.Process.Error.Split(Waits).Length);
    }

    [Fact]
    public async Task A_Redis_that_never_comes_ends_the_start_with_setting_value_and_fix()
    {
        await using var bench = await ClusterBench.OpenAsync(World);
        await bench.Redis.KillAsync();

        var finished = await bench.Start(new KeyValuePair<string, string?>("Cluster:StartTimeout", "00:00:03")).Service.Process.WaitAsync();

        Assert.Equal(3, finished.ExitCode);
        Assert.Equal(
            $"Redis:Host: '127.0.0.1' cannot be used on port {bench.Redis.Port} (no connection can be made) and was waited for 3 s: start Redis there, name another server, set Redis:Tls where it is encrypted, or wait longer with Cluster:StartTimeout",
            LastLineOf(finished));
    }

    [Fact]
    public async Task A_wrong_password_ends_the_start_at_once_without_repeating_it()
    {
        await using var bench = await ClusterBench.OpenAsync(World);

        var finished = await bench.Start(new KeyValuePair<string, string?>("Redis:Password", "open barley")).Service.Process.WaitAsync();

        Assert.Equal(3, finished.ExitCode);
        Assert.StartsWith($"Redis:Password: '***' is refused by 127.0.0.1:{bench.Redis.Port} (", LastLineOf(finished), StringComparison.Ordinal);
        Assert.DoesNotContain("barley", finished.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Waits, finished.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_newer_version_keeps_is_left_alone()
    {
        await using var bench = await ClusterBench.OpenAsync(World);
        using var talk = await bench.Redis.ConnectAsync(bench.Stop);
        await talk.AskAsync("SET", "squeezeflow/format", "99");

        var finished = await bench.Start().Service.Process.WaitAsync();

        Assert.Equal(3, finished.ExitCode);
        Assert.StartsWith(
            $"Cluster:ServiceId: 'squeezeflow' is kept on 127.0.0.1:{bench.Redis.Port} by a newer version (format 99, this one knows ", LastLineOf(finished), StringComparison.Ordinal);
        Assert.Equal("99", await talk.TextAsync("GET", "squeezeflow/format"));
    }

    private static string LastLineOf(Finished finished) => finished.Error.TrimEnd().Split('\n')[^1];
}
