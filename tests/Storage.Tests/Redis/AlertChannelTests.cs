using System.Text.Json.Nodes;
using SqueezeFlow.Core.Notices;
using SqueezeFlow.Storage.Redis.Server;
using SqueezeFlow.TestSupport.Redis;
using StackExchange.Redis;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Redis;

/// <summary>Alerts on their channel at a real server.</summary>
public sealed class AlertChannelTests
{
    private static readonly AlertMessage Alert = new(
        new(2025, 3, 4, 5, 6, 7, TimeSpan.Zero), "disk", "system", IsCritical: false, IsOver: true, "disk_percent 95 \"above\" 90", TimeSpan.FromSeconds(61.2), "host:11111");

    [Fact]
    public async Task Whoever_listens_hears_it_and_a_server_that_is_away_is_said_to_be()
    {
        await using var server = await RedisProcess.StartAsync(Token);
        await using var heard = await RedisSubscriber.StartAsync(server, "sf:alerts", Token);
        await using var redis = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{server.Port},abortConnect=false,asyncTimeout=500");
        var channel = new RedisAlertChannel(() => redis.GetDatabase(), "sf");

        await channel.TellAsync(Alert, Token);
        var message = await heard.NextAsync();
        await server.KillAsync();

        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""
                {"timestamp": "2025-03-04T05:06:07.000Z", "alert": "disk", "service": "system", "level": "warning", "state": "over",
                 "reason": "disk_percent 95 \"above\" 90", "seconds": 61, "silo": "host:11111"}
                """),
            JsonNode.Parse(message)), message);
        await Assert.ThrowsAsync<RedisFault>(() => channel.TellAsync(Alert, Token));
    }
}
