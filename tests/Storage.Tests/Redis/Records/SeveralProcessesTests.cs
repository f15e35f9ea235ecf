using SqueezeFlow.Core.Signals;
using SqueezeFlow.Storage.Tests.Contract;
using SqueezeFlow.TestSupport.Redis;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Redis.Records;

/// <summary>Several processes over the same records.</summary>
public sealed class SeveralProcessesTests
{
    private const long Day = 86_400_000;

    [Fact]
    public async Task A_signal_is_told_once_whoever_of_them_writes_it_first()
    {
        await using var redis = await RedisProcess.StartAsync(Token);
        await using var subscriber = await RedisSubscriber.StartAsync(redis.Port, "squeezeflow:signals", Token);
        await using var one = await RedisRecordStore.OpenAsync(redis);
        await using var two = await RedisRecordStore.OpenAsync(redis);
        await using var three = await RedisRecordStore.OpenAsync(redis);
        using var talk = await redis.ConnectAsync(Token);

        for (var i = 0; i < 20; i++)
        {
            var record = new SignalRecord(RecordBattery.Signal("BTC", Start + i), SignalOutcome.Pending);
            await Task.WhenAll(one.Signals.PublishAsync(record, Token), two.Signals.PublishAsync(record with { Outcome = SignalOutcome.Filled }, Token), three.Signals.PublishAsync(record, Token));
        }

        for (var i = 0; i < 20; i++)
        {
            Assert.Contains($"\"sqz-BTCUSDT-{Start + i}-L\"", await subscriber.NextAsync(), StringComparison.Ordinal);
        }

        await one.Signals.PublishAsync(new(RecordBattery.Signal("ETH", Start), SignalOutcome.Pending), Token);
        Assert.Contains("ETHUSDT", await subscriber.NextAsync(), StringComparison.Ordinal);
        Assert.Equal("21", await talk.TextAsync("GET", "squeezeflow:stats:signals_published"));
        Assert.Equal(20, await talk.NumberAsync("LLEN", "squeezeflow:history:BTCUSDT"));
    }

    [Fact]
    public async Task A_signal_past_its_time_goes_to_history_alone_and_one_of_days_ago_nowhere()
    {
        await using var redis = await RedisProcess.StartAsync(Token);
        await using var store = await RedisRecordStore.OpenAsync(redis);
        using var talk = await redis.ConnectAsync(Token);
        store.Market.NowUnixMs = Start + Day;

        await store.Signals.PublishAsync(new(RecordBattery.Signal("BTC", Start + Day - 30_000), SignalOutcome.Pending), Token);
        await store.Signals.PublishAsync(new(RecordBattery.Signal("ETH", Start + Day - 600_000), SignalOutcome.Pending), Token);
        await store.Signals.PublishAsync(new(RecordBattery.Signal("SOL", Start - 1), SignalOutcome.Pending), Token);

        Assert.InRange(await talk.NumberAsync("TTL", "squeezeflow:signal:BTCUSDT"), 1, 570);
        Assert.Equal(0, await talk.NumberAsync("EXISTS", "squeezeflow:signal:ETHUSDT", "squeezeflow:signal:SOLUSDT", "squeezeflow:history:SOLUSDT"));
        Assert.Equal(2, await talk.NumberAsync("EXISTS", "squeezeflow:history:BTCUSDT", "squeezeflow:history:ETHUSDT"));
        Assert.Equal(3, (await store.Signals.ReadAsync(null, 10, Token)).Count);
    }

    [Fact]
    public async Task What_other_programs_have_spoilt_does_not_keep_a_signal_from_the_record()
    {
        await using var redis = await RedisProcess.StartAsync(Token);
        await using var store = await RedisRecordStore.OpenAsync(redis);
        using var talk = await redis.ConnectAsync(Token);
        await talk.AskAsync("SET", "squeezeflow:history:BTCUSDT", "no list");

        await store.Signals.PublishAsync(new(RecordBattery.Signal("BTC", Start), SignalOutcome.Pending), Token);

        Assert.Single(await store.Signals.ReadAsync(null, 10, Token));
        Assert.Equal("1", await talk.TextAsync("GET", "squeezeflow:stats:signals_published"));
        Assert.Null(store.Records.Status.WriteError);
    }

    [Fact]
    public async Task The_end_of_a_cycle_is_told_to_watchdogs()
    {
        await using var redis = await RedisProcess.StartAsync(Token);
        await using var store = await RedisRecordStore.OpenAsync(redis);
        using var talk = await redis.ConnectAsync(Token);

        await store.Signals.MarkActivityAsync(DateTimeOffset.FromUnixTimeMilliseconds(Start), Token);
        await store.Signals.MarkActivityAsync(DateTimeOffset.FromUnixTimeMilliseconds(Start + 1), Token);

        Assert.Equal("2025-01-01T00:00:00.000Z", await talk.TextAsync("GET", "squeezeflow:last_activity"));
        Assert.InRange(await talk.NumberAsync("TTL", "squeezeflow:last_activity"), 1, 300);
    }

    [Fact]
    public async Task Of_processes_that_delete_at_about_the_same_time_one_does()
    {
        await using var redis = await RedisProcess.StartAsync(Token);
        await using var one = await RedisRecordStore.OpenAsync(redis);
        await using var two = await RedisRecordStore.OpenAsync(redis);
        using var talk = await redis.ConnectAsync(Token);
        await one.Signals.PublishAsync(new(RecordBattery.Signal("BTC", Start - 1), SignalOutcome.Pending), Token);

        var deleted = await Task.WhenAll(one.Upkeep.PruneAsync(Start + (30 * Day), Token), two.Upkeep.PruneAsync(Start + (30 * Day), Token));

        Assert.Equal(1, deleted.Sum());
        Assert.InRange(await talk.NumberAsync("TTL", "squeezeflow/records/mark/pruning"), 1, 60);
        await two.Signals.PublishAsync(new(RecordBattery.Signal("BTC", Start - 1), SignalOutcome.Pending), Token);
        Assert.Equal(0, await two.Upkeep.PruneAsync(Start + (30 * Day), Token));
        await talk.AskAsync("DEL", "squeezeflow/records/mark/pruning");
        Assert.Equal(1, await two.Upkeep.PruneAsync(Start + (30 * Day), Token));
    }

    [Fact]
    public async Task Nothing_is_left_of_what_is_old()
    {
        await using var redis = await RedisProcess.StartAsync(Token);
        await using var store = await RedisRecordStore.OpenAsync(redis);
        using var talk = await redis.ConnectAsync(Token);
        store.Market.NowUnixMs = Start + (40 * Day);
        var signal = RecordBattery.Signal("BTC", Start);
        await store.Signals.PublishAsync(new(signal, SignalOutcome.Filled), Token);
        await store.Trail.AppendAsync([TrailBattery.Step(signal.Id, 1, Core.Signals.Trail.StepKind.Filled), TrailBattery.Step("lost", 1, Core.Signals.Trail.StepKind.Filled)], Token);

        await store.Upkeep.PruneAsync(Start + (40 * Day), Token);

        Assert.Equal(["squeezeflow/records/mark/pruning", "squeezeflow/records/step-count"], (await talk.ListAsync("KEYS", "*")).Order());
    }

    [Fact]
    public async Task Services_of_other_names_keep_records_of_their_own()
    {
        await using var redis = await RedisProcess.StartAsync(Token);
        await using var one = await RedisRecordStore.OpenAsync(redis);
        await using var other = await RedisRecordStore.OpenAsync(redis, options => options.KeyPrefix = "other", "other");
        await one.Signals.PublishAsync(new(RecordBattery.Signal("BTC", Start), SignalOutcome.Pending), Token);
        await one.Values.SetAsync("a", "b", Token);

        Assert.Empty(await other.Signals.ReadAsync(null, 10, Token));
        Assert.Null(await other.Values.GetAsync("a", Token));
    }

    [Fact]
    public async Task Books_that_another_process_has_changed_are_not_overwritten()
    {
        await using var redis = await RedisProcess.StartAsync(Token);
        await using var one = await RedisRecordStore.OpenAsync(redis);
        await using var two = await RedisRecordStore.OpenAsync(redis);
        await one.Paper.SaveAsync(10, null, Token);
        await two.Paper.LoadAsync(Token);
        Assert.False(await two.Paper.IsChangedAsync(Token));

        await one.Paper.SaveAsync(9, null, Token);

        Assert.True(await two.Paper.IsChangedAsync(Token));
        Assert.False(await one.Paper.IsChangedAsync(Token));
        var failure = await Assert.ThrowsAnyAsync<IOException>(() => two.Paper.SaveAsync(5, null, Token));
        Assert.Equal("writing a paper account: another process has changed the books of main meanwhile; they are read again", failure.Message);
        Assert.Equal(9, (await two.Paper.LoadAsync(Token))!.CashUsd);
        await two.Paper.SaveAsync(5, null, Token);
        Assert.Equal(5, (await one.Paper.LoadAsync(Token))!.CashUsd);
    }

    [Fact]
    public async Task A_name_is_taken_once_by_all_of_them_until_it_is_given_back_or_its_time_is_over()
    {
        await using var redis = await RedisProcess.StartAsync(Token);
        await using var one = await RedisRecordStore.OpenAsync(redis);
        await using var two = await RedisRecordStore.OpenAsync(redis);
        using var talk = await redis.ConnectAsync(Token);

        var taken = await Task.WhenAll(one.Marks.TryTakeAsync("a", "1", TimeSpan.FromSeconds(600), Token), two.Marks.TryTakeAsync("a", "2", TimeSpan.FromSeconds(600), Token));

        Assert.Single(taken, isTaken => isTaken);
        Assert.InRange(await talk.NumberAsync("TTL", "squeezeflow/records/mark/a"), 1, 600);
        var (first, second) = taken[0] ? ("1", "2") : ("2", "1");
        Assert.True(await two.Marks.TryTakeAsync("a", first, TimeSpan.FromSeconds(600), Token));
        Assert.True(await one.Marks.TryTakeAsync("b", second, TimeSpan.FromSeconds(600), Token));
        await one.Marks.ReleaseAsync("a", second, Token);
        Assert.False(await two.Marks.TryTakeAsync("a", second, TimeSpan.FromSeconds(600), Token));
        await two.Marks.ReleaseAsync("a", first, Token);
        Assert.True(await one.Marks.TryTakeAsync("a", second, TimeSpan.FromSeconds(600), Token));
    }

    [Fact]
    public async Task Turns_are_counted_together()
    {
        await using var redis = await RedisProcess.StartAsync(Token);
        await using var one = await RedisRecordStore.OpenAsync(redis);
        await using var two = await RedisRecordStore.OpenAsync(redis);
        var minute = TimeSpan.FromMinutes(1);

        var waits = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? one : two).Marks.TakeTurnAsync("a", 3, minute, Token)));

        Assert.Equal(3, waits.Count(wait => wait == TimeSpan.Zero));
        Assert.All(waits.Where(wait => wait > TimeSpan.Zero), wait => Assert.InRange(wait, TimeSpan.FromSeconds(1), minute));
        one.Clock.Advance(minute);
        Assert.Equal(TimeSpan.Zero, await one.Marks.TakeTurnAsync("a", 3, minute, Token));
        Assert.Equal(TimeSpan.Zero, await one.Marks.TakeTurnAsync("b", 3, minute, Token));
    }
}
