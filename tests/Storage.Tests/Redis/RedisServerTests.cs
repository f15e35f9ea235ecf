using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Signals.Messages;
using SqueezeFlow.Storage.Redis.Server;
using SqueezeFlow.TestSupport;
using SqueezeFlow.TestSupport.Redis;
using static SqueezeFlow.Storage.Tests.Redis.MirrorBench;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Redis;

/// <summary>Against a real server, looked at as other programs do.</summary>
public sealed class RedisServerTests
{
    private const long Day = 86_400;

    private static readonly TimeSpan Valid = TimeSpan.FromSeconds(480);

    [Fact]
    public async Task A_program_that_follows_the_channel_and_the_keys_gets_what_it_always_got()
    {
        await using var redis = await RedisProcess.StartAsync(Token);
        await using var subscriber = await RedisSubscriber.StartAsync(redis.Port, "squeezeflow:signals", Token);
        await using var server = await OpenAsync(redis);
        using var talk = await redis.ConnectAsync(Token);

        var receipt = await server.PublishAsync(Signal(), Valid, Token);

        var heard = await subscriber.NextAsync();
        AssertFollowsTheSpecification(heard);
        Assert.Equal(new PublishReceipt(IsNew: true), receipt);
        Assert.Equal(heard, await talk.TextAsync("GET", "squeezeflow:signal:BTCUSDT"));
        Assert.InRange(await talk.NumberAsync("TTL", "squeezeflow:signal:BTCUSDT"), 1, 480);
        Assert.Equal([heard], await talk.ListAsync("LRANGE", "squeezeflow:history:BTCUSDT", "0", "-1"));
        Assert.Equal("1", await talk.TextAsync("GET", "squeezeflow:stats:signals_published"));
        foreach (var key in (string[])["history:BTCUSDT", "stats:signals_published", $"published:{Signal().Id}"])
        {
            Assert.InRange(await talk.NumberAsync("TTL", $"squeezeflow:{key}"), Day - 600, Day);
        }
    }

    [Fact]
    public async Task A_signal_is_one_transaction()
    {
        await using var redis = await RedisProcess.StartAsync(Token);
        await using var server = await OpenAsync(redis);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        using var monitor = await redis.ConnectAsync(limit.Token);
        await monitor.AskAsync("MONITOR");

        await server.PublishAsync(Signal(), Valid, Token);

        List<string> commands = [];
        while (commands.LastOrDefault() != "EXEC")
        {
            commands.Add(((string)(await monitor.ReadAsync())!).Split('"')[1].ToUpperInvariant());
        }

        var inside = commands[(commands.IndexOf("MULTI") + 1)..^1];
        Assert.Contains("PUBLISH", inside);
        Assert.Contains("LPUSH", inside);
        Assert.Contains("LTRIM", inside);
        Assert.Contains("INCR", inside);
        Assert.Equal(8, inside.Count);
    }

    [Fact]
    public async Task A_repetition_changes_nothing()
    {
        await using var redis = await RedisProcess.StartAsync(Token);
        await using var subscriber = await RedisSubscriber.StartAsync(redis.Port, "squeezeflow:signals", Token);
        await using var server = await OpenAsync(redis);
        using var talk = await redis.ConnectAsync(Token);
        await server.PublishAsync(Signal(), Valid, Token);

        var again = await server.PublishAsync(Signal(), Valid, Token);
        await server.PublishAsync(Signal("ETH"), Valid, Token);

        Assert.False(again.IsNew);
        Assert.Equal(Signal().Id, IdOf(await subscriber.NextAsync()));
        Assert.Equal(Signal("ETH").Id, IdOf(await subscriber.NextAsync()));
        Assert.Equal("2", await talk.TextAsync("GET", "squeezeflow:stats:signals_published"));
        Assert.Equal(1, await talk.NumberAsync("LLEN", "squeezeflow:history:BTCUSDT"));
    }

    [Fact]
    public async Task A_signal_past_its_time_goes_to_history_and_count_alone()
    {
        await using var redis = await RedisProcess.StartAsync(Token);
        await using var subscriber = await RedisSubscriber.StartAsync(redis.Port, "squeezeflow:signals", Token);
        await using var server = await OpenAsync(redis);
        using var talk = await redis.ConnectAsync(Token);

        await server.PublishAsync(Signal(), null, Token);
        await server.PublishAsync(Signal("ETH"), Valid, Token);

        Assert.Equal(Signal("ETH").Id, IdOf(await subscriber.NextAsync()));
        Assert.Equal(0, await talk.NumberAsync("EXISTS", "squeezeflow:signal:BTCUSDT"));
        Assert.Equal(1, await talk.NumberAsync("LLEN", "squeezeflow:history:BTCUSDT"));
        Assert.Equal("2", await talk.TextAsync("GET", "squeezeflow:stats:signals_published"));
    }

    [Fact]
    public async Task The_history_holds_the_last_hundred_signals_newest_first()
    {
        await using var redis = await RedisProcess.StartAsync(Token);
        await using var server = await OpenAsync(redis);
        using var talk = await redis.ConnectAsync(Token);

        for (var i = 0; i < 103; i++)
        {
            await server.PublishAsync(Signal("BTC", Start + i), null, Token);
        }

        var history = await talk.ListAsync("LRANGE", "squeezeflow:history:BTCUSDT", "0", "-1");
        Assert.Equal(Enumerable.Range(3, 100).Reverse().Select(i => Signal("BTC", Start + i).Id), history.Select(IdOf));
    }

    [Fact]
    public async Task The_end_of_a_cycle_stands_for_five_minutes()
    {
        await using var redis = await RedisProcess.StartAsync(Token);
        await using var server = await OpenAsync(redis);
        using var talk = await redis.ConnectAsync(Token);

        await server.MarkActivityAsync(DateTimeOffset.FromUnixTimeMilliseconds(Start), Token);

        Assert.Equal("2025-01-01T00:00:00.000Z", await talk.TextAsync("GET", "squeezeflow:last_activity"));
        Assert.InRange(await talk.NumberAsync("TTL", "squeezeflow:last_activity"), 1, 300);
    }

    [Fact]
    public async Task What_the_server_does_not_take_is_told_and_the_rest_stands()
    {
        await using var redis = await RedisProcess.StartAsync(Token);
        await using var server = await OpenAsync(redis);
        using var talk = await redis.ConnectAsync(Token);
        await talk.AskAsync("SET", "squeezeflow:history:BTCUSDT", "no list");

        var receipt = await server.PublishAsync(Signal(), Valid, Token);

        Assert.True(receipt.IsNew);
        Assert.StartsWith("WRONGTYPE", receipt.Refused, StringComparison.Ordinal);
        Assert.Equal("1", await talk.TextAsync("GET", "squeezeflow:stats:signals_published"));
    }

    [Fact]
    public async Task A_frozen_server_costs_a_call_its_time_and_no_signal_comes_twice()
    {
        await using var redis = await RedisProcess.StartAsync(Token);
        await using var subscriber = await RedisSubscriber.StartAsync(redis.Port, "squeezeflow:signals", Token);
        await using var server = await OpenAsync(redis, ("Timeout", "00:00:00.5"));
        await using var bench = new MirrorBench(server, new(), new(), TimeProvider.System);
        await bench.StartAsync();
        await bench.GiveAsync(Signal("BTC"));
        Assert.Equal(Signal("BTC").Id, IdOf(await subscriber.NextAsync()));

        await redis.FreezeAsync();
        await bench.GiveAsync(Signal("ETH"));
        await bench.GiveAsync(Signal("SOL"));
        await bench.UntilAsync(status => status.Failures >= 2);
        await redis.ThawAsync();

        Assert.Equal(Signal("ETH").Id, IdOf(await subscriber.NextAsync()));
        Assert.Equal(Signal("SOL").Id, IdOf(await subscriber.NextAsync()));
        await bench.UntilAsync(status => status is { Pending: 0, Failure: null });
        await bench.GiveAsync(Signal("ADA"));
        Assert.Equal(Signal("ADA").Id, IdOf(await subscriber.NextAsync()));
        Assert.Equal(4, subscriber.Heard.Count);
        using var talk = await redis.ConnectAsync(Token);
        Assert.Equal("4", await talk.TextAsync("GET", "squeezeflow:stats:signals_published"));
    }

    [Fact]
    public async Task A_server_that_comes_back_empty_hears_of_what_is_new_and_of_nothing_twice()
    {
        await using var redis = await RedisProcess.StartAsync(Token);
        await using var server = await OpenAsync(redis, ("Timeout", "00:00:00.5"));
        await using var bench = new MirrorBench(server, new(), new(), TimeProvider.System);
        await bench.StartAsync();
        await bench.GiveAsync(Signal("BTC"));
        await bench.UntilAsync(status => status.Published == 1);

        await redis.KillAsync();
        await bench.GiveAsync(Signal("ETH"));
        await bench.UntilAsync(status => status is { IsConnected: false, Failures: > 0 });
        await redis.RestartAsync(Token);
        await bench.UntilAsync(status => status is { Pending: 0, Failure: null });
        await bench.GiveAsync(Signal("SOL"));
        await bench.UntilAsync(status => status.Published == 3);

        using var talk = await redis.ConnectAsync(Token);
        Assert.Equal("2", await talk.TextAsync("GET", "squeezeflow:stats:signals_published"));
        Assert.Equal(0, await talk.NumberAsync("EXISTS", "squeezeflow:history:BTCUSDT"));
        Assert.Equal(2, await talk.NumberAsync("EXISTS", "squeezeflow:history:ETHUSDT", "squeezeflow:history:SOLUSDT"));
    }

    [Fact]
    public async Task A_server_that_cannot_be_used_is_told_with_setting_value_and_fix()
    {
        await using var redis = await RedisProcess.StartAsync(Token, "--requirepass", "open sesame", "--databases", "2");
        using var talk = await redis.ConnectAsync(Token);
        await talk.AskAsync("AUTH", "open sesame");
        await talk.AskAsync("ACL", "SETUSER", "reader", "on", ">reads", "~*", "&*", "+@all", "-@write");
        var nobody = ServerProgram.FreePort().ToString(CultureInfo.InvariantCulture);

        Assert.StartsWith($"Redis:Host: '127.0.0.1' cannot be used on port {nobody} (", await RefusalAsync(redis, ("Port", nobody)), StringComparison.Ordinal);
        Assert.StartsWith("Redis:Password: '' is refused by ", await RefusalAsync(redis), StringComparison.Ordinal);
        Assert.StartsWith("Redis:Password: '***' is refused by ", await RefusalAsync(redis, ("Password", "open barley")), StringComparison.Ordinal);
        Assert.StartsWith("Redis:Database: '7' is refused by ", await RefusalAsync(redis, ("Password", "open sesame"), ("Database", "7")), StringComparison.Ordinal);
        Assert.StartsWith("Redis:Username: 'reader' may not publish at ", await RefusalAsync(redis, ("Username", "reader"), ("Password", "reads")), StringComparison.Ordinal);
        await redis.FreezeAsync();
        Assert.StartsWith("Redis:Host: '127.0.0.1' cannot be used on port ", await RefusalAsync(redis, ("Password", "open sesame"), ("Timeout", "00:00:00.5")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_and_a_database_are_used()
    {
        await using var redis = await RedisProcess.StartAsync(Token, "--requirepass", "open sesame");
        await using var server = await OpenAsync(redis, ("Password", "open sesame"), ("Database", "3"), ("KeyPrefix", "other"));
        using var talk = await redis.ConnectAsync(Token);
        await talk.AskAsync("AUTH", "open sesame");

        await server.PublishAsync(Signal(), Valid, Token);

        await talk.AskAsync("SELECT", "3");
        Assert.Equal(1, await talk.NumberAsync("EXISTS", "other:signal:BTCUSDT"));
    }

    // A consumer as it may have been written from the description of the message alone.
    private static void AssertFollowsTheSpecification(string message)
    {
        using var document = JsonDocument.Parse(message);
        var fields = document.RootElement;
        foreach (var name in (string[])["signal_id", "timestamp", "symbol", "base_symbol", "action", "reasoning", "strategy", "service"])
        {
            Assert.Equal(JsonValueKind.String, fields.GetProperty(name).ValueKind);
        }

        Assert.Equal("sqz-BTCUSDT-1735689600000-L", fields.GetProperty("signal_id").GetString());
        Assert.Equal(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), fields.GetProperty("timestamp").GetDateTimeOffset());
        Assert.Equal(("BTCUSDT", "BTC", "LONG"), (fields.GetProperty("symbol").GetString(), fields.GetProperty("base_symbol").GetString(), fields.GetProperty("action").GetString()));
        Assert.Equal((7.44, 1.0, 64_210.5, 0.75), (Number("score"), Number("position_size_factor"), Number("entry_price"), Number("confidence")));
        Assert.Equal((3, 600), (fields.GetProperty("leverage").GetInt32(), fields.GetProperty("ttl").GetInt32()));
        Assert.Equal(("SqueezeFlowStrategy", "strategy_runner"), (fields.GetProperty("strategy").GetString(), fields.GetProperty("service").GetString()));
        Assert.Equal(Signal() with { SpotCvd = 0 }, SignalMessage.Read(fields));

        double Number(string name) => fields.GetProperty(name).GetDouble();
    }

    private static string IdOf(string message)
    {
        using var document = JsonDocument.Parse(message);
        return document.RootElement.GetProperty("signal_id").GetString()!;
    }

    private static RedisServer Make(RedisProcess redis, params (string Key, string Value)[] settings)
    {
        var options = new RedisOptions { Host = "127.0.0.1", Port = redis.Port };
        foreach (var (key, value) in settings)
        {
            var property = typeof(RedisOptions).GetProperty(key)!;
            property.SetValue(options, System.ComponentModel.TypeDescriptor.GetConverter(property.PropertyType).ConvertFromInvariantString(value));
        }

        return new(Options.Create(options));
    }

    private static async Task<RedisServer> OpenAsync(RedisProcess redis, params (string Key, string Value)[] settings)
    {
        var server = Make(redis, settings);
        await server.OpenAsync(Token);
        return server;
    }

    private static async Task<string> RefusalAsync(RedisProcess redis, params (string Key, string Value)[] settings)
    {
        await using var server = Make(redis, settings);
        var message = (await Assert.ThrowsAsync<RedisUnusableException>(() => server.OpenAsync(Token))).Message;
        Assert.DoesNotContain("open ", message, StringComparison.Ordinal);
        Assert.DoesNotContain("reads)", message, StringComparison.Ordinal);
        return message;
    }
}
