using System.Globalization;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Storage.Redis.Server;
using SqueezeFlow.Storage.Tests.Contract;
using SqueezeFlow.TestSupport.Redis;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Redis.Records;

/// <summary>Records at a server that freezes, dies, is full or must not be used.</summary>
public sealed class FaultTests
{
    private static readonly Signal Btc = RecordBattery.Signal("BTC", Start);

    [Fact]
    public async Task A_frozen_server_fails_calls_with_words_and_is_used_again_when_it_answers()
    {
        await using var redis = await RedisProcess.StartAsync(Token);
        await using var store = await OpenAsync(redis);
        await redis.FreezeAsync();

        var write = await Assert.ThrowsAnyAsync<IOException>(() => store.Signals.PublishAsync(new(Btc, SignalOutcome.Pending), Token));
        var read = await Assert.ThrowsAnyAsync<IOException>(() => store.Values.GetAsync("a", Token));

        Assert.Equal($"writing a signal: Redis at 127.0.0.1:{redis.Port}: no answer in time", write.Message);
        Assert.Equal($"reading a value: Redis at 127.0.0.1:{redis.Port}: no answer in time", read.Message);
        Assert.Equal((write.Message, read.Message), (store.Records.Status.WriteError, store.Records.Status.ReadError));
        Assert.NotNull(store.Records.Status.FailingSince);

        await redis.ThawAsync();
        await UntilAsync(() => store.Signals.PublishAsync(new(Btc, SignalOutcome.Filled, null, 7), Token));
        Assert.Equal(7, Assert.Single(await store.Signals.ReadAsync(null, 10, Token)).FillPrice);
        Assert.Equal((null, null, null), (store.Records.Status.WriteError, store.Records.Status.ReadError, store.Records.Status.FailingSince));
    }

    [Fact]
    public async Task A_server_that_was_killed_is_used_again_without_a_hand()
    {
        await using var redis = await RedisProcess.StartAsync(Token);
        await using var store = await OpenAsync(redis);
        await redis.KillAsync();

        await Assert.ThrowsAnyAsync<IOException>(() => store.Paper.SaveAsync(1, null, Token));
        await Assert.ThrowsAnyAsync<IOException>(() => store.Paper.LoadAsync(Token));
        await Assert.ThrowsAnyAsync<IOException>(() => store.Trail.AppendAsync([TrailBattery.Step("a", 1, StepKind.Given)], Token));
        await Assert.ThrowsAnyAsync<IOException>(() => store.Upkeep.PruneAsync(Start, Token));
        await Assert.ThrowsAnyAsync<IOException>(() => store.Statistics.ReadAsync(0, Start, Token));

        await redis.RestartAsync(Token);
        await UntilAsync(() => store.Paper.SaveAsync(2, null, Token));
        Assert.Equal(2, (await store.Paper.LoadAsync(Token))!.CashUsd);
    }

    [Fact]
    public async Task A_process_that_has_nothing_to_write_learns_that_the_server_writes_again()
    {
        await using var redis = await RedisProcess.StartAsync(Token);
        await using var store = await OpenAsync(redis);
        using var talk = await redis.ConnectAsync(Token);
        await talk.AskAsync("CONFIG", "SET", "maxmemory", "1");
        await Assert.ThrowsAnyAsync<IOException>(() => store.Values.SetAsync("a", "b", Token));

        await store.Records.LookAsync(Token);
        Assert.StartsWith("writing again: ", store.Records.Status.WriteError, StringComparison.Ordinal);
        await talk.AskAsync("CONFIG", "SET", "maxmemory", "0");
        await store.Records.LookAsync(Token);

        Assert.Equal((null, null), (store.Records.Status.WriteError, store.Records.Status.FailingSince));
        Assert.Equal(0, await talk.NumberAsync("DBSIZE"));
    }

    [Fact]
    public async Task What_deletes_old_records_counts_as_writing()
    {
        await using var redis = await RedisProcess.StartAsync(Token);
        await using var store = await OpenAsync(redis);
        using var talk = await redis.ConnectAsync(Token);
        await talk.AskAsync("CONFIG", "SET", "maxmemory", "1");
        await Assert.ThrowsAnyAsync<IOException>(() => store.Upkeep.PruneAsync(Start, Token));
        Assert.Equal((true, true), (store.Records.Status.WriteError is not null, store.Records.Status.ReadError is null));
        await talk.AskAsync("CONFIG", "SET", "maxmemory", "0");

        await store.Upkeep.PruneAsync(Start, Token);

        Assert.Null(store.Records.Status.WriteError);
    }

    [Fact]
    public async Task A_full_server_refuses_loudly_and_keeps_all_that_it_has()
    {
        await using var redis = await RedisProcess.StartAsync(Token);
        await using var store = await OpenAsync(redis);
        using var talk = await redis.ConnectAsync(Token);
        await store.Signals.PublishAsync(new(Btc, SignalOutcome.Pending), Token);
        var keys = await talk.NumberAsync("DBSIZE");
        await talk.AskAsync("CONFIG", "SET", "maxmemory", "1");

        var failure = await Assert.ThrowsAnyAsync<IOException>(() => store.Signals.PublishAsync(new(RecordBattery.Signal("ETH", Start), SignalOutcome.Pending), Token));
        var other = await Assert.ThrowsAnyAsync<IOException>(() => store.Values.SetAsync("a", "b", Token));

        Assert.Contains("OOM", failure.Message, StringComparison.Ordinal);
        Assert.Contains("OOM", other.Message, StringComparison.Ordinal);
        Assert.Equal(keys, await talk.NumberAsync("DBSIZE"));
        Assert.Equal(Btc, Assert.Single(await store.Signals.ReadAsync(null, 10, Token)).Signal);
        Assert.Equal((true, 1), await store.Records.LookAsync(Token) is { } memory ? (memory.IsSafe, memory.MostBytes) : default);
    }

    [Fact]
    public async Task A_server_that_deletes_keys_when_it_is_full_is_refused_with_the_fix()
    {
        await using var redis = await RedisProcess.StartAsync(Token, "--maxmemory-policy", "allkeys-lru");

        var failure = await Assert.ThrowsAsync<RedisUnusableException>(() => OpenAsync(redis));

        Assert.Equal(
            $"Redis:Host: '127.0.0.1' has the maxmemory-policy 'allkeys-lru' on port {redis.Port}: records and the state of the service would be deleted when its memory is full. "
            + "Set it to noeviction, in redis.conf or with CONFIG SET maxmemory-policy noeviction",
            failure.Message);
        using var talk = await redis.ConnectAsync(Token);
        await talk.AskAsync("CONFIG", "SET", "maxmemory-policy", "noeviction");
        await using var store = await OpenAsync(redis);
        await talk.AskAsync("CONFIG", "SET", "maxmemory-policy", "volatile-ttl");
        Assert.Equal("volatile-ttl", (await store.Records.LookAsync(Token)).Policy);
    }

    [Fact]
    public async Task The_policy_is_seen_without_the_right_to_configure()
    {
        await using var redis = await RedisProcess.StartAsync(Token);
        using var talk = await redis.ConnectAsync(Token);
        await talk.AskAsync("ACL", "SETUSER", "silo", "on", ">s", "~*", "&*", "+@all", "-config");

        await using var store = await RedisRecordStore.OpenAsync(redis, options => (options.Username, options.Password) = ("silo", "s"));

        Assert.True((await store.Records.LookAsync(Token)).IsSafe);
    }

    [Fact]
    public async Task A_user_who_may_not_ask_for_the_policy_is_refused_with_words()
    {
        await using var redis = await RedisProcess.StartAsync(Token);
        using var talk = await redis.ConnectAsync(Token);
        await talk.AskAsync("ACL", "SETUSER", "silo", "on", ">s", "~*", "&*", "+@all", "-info");

        var failure = await Assert.ThrowsAsync<RedisUnusableException>(
            () => RedisRecordStore.OpenAsync(redis, options => (options.Username, options.Password) = ("silo", "s")));

        Assert.StartsWith("Redis:Username: 'silo' may not ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("INFO", failure.Message, StringComparison.OrdinalIgnoreCase);
    }

    private static Task<RedisRecordStore> OpenAsync(RedisProcess redis) =>
        RedisRecordStore.OpenAsync(redis, options => options.Timeout = TimeSpan.Parse("00:00:00.5", CultureInfo.InvariantCulture));

    private static async Task UntilAsync(Func<Task> call)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            try
            {
                await call();
                return;
            }
            catch (IOException)
            {
                await timer.WaitForNextTickAsync(limit.Token);
            }
        }
    }
}
