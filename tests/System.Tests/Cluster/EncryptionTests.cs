using SqueezeFlow.SystemTests.Cluster.Bench;
using SqueezeFlow.TestSupport;
using SqueezeFlow.TestSupport.Redis;

namespace SqueezeFlow.SystemTests.Cluster;

/// <summary>A cluster whose silos speak to Redis encrypted, as a user with no more rights than the documentation names.</summary>
public sealed class EncryptionTests
{
    private static readonly string[] Rights =
        ["~squeezeflow/*", "~squeezeflow:*", "&squeezeflow:*", "+@all", "-@dangerous", "-@admin", "+info", "+keys"];

    [Fact]
    public async Task All_that_a_silo_says_to_Redis_is_encrypted_and_said_by_its_user()
    {
        using var authority = new TestAuthority();
        var port = ServerProgram.FreePort();
        await using var bench = await ClusterBench.OpenAsync(new(new(Seed: 5, Symbols: 1, TradesPerSecond: 100)), authority.RedisOptions(port));
        using var talk = await bench.Redis.ConnectAsync(bench.Stop);
        await talk.AskAsync(["ACL", "SETUSER", "silo", "on", ">barley", .. Rights]);

        var silos = await bench.StartAsync(
            2,
            new("Redis:Port", $"{port}"),
            new("Redis:Tls", "true"),
            new("Redis:TlsCaFile", authority.CaFile),
            new("Redis:Username", "silo"),
            new("Redis:Password", "barley"));

        // All but the one that asks, whatever they are called.
        var asks = await talk.NumberAsync("CLIENT", "ID");
        string[] connections = [.. (await talk.TextAsync("CLIENT", "LIST"))!.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith($"id={asks} ", StringComparison.Ordinal))];
        Assert.Contains(connections, line => line.Contains("name=squeezeflow", StringComparison.Ordinal));
        Assert.All(connections, line => Assert.Contains($" laddr=127.0.0.1:{port} ", line, StringComparison.Ordinal));
        Assert.All(connections, line => Assert.Contains(" user=silo ", line, StringComparison.Ordinal));
        Assert.All(silos, silo => Assert.DoesNotContain("NOPERM", silo.Service.Process.Error, StringComparison.Ordinal));
        foreach (var silo in silos)
        {
            await silo.EndAsync();
        }
    }
}
