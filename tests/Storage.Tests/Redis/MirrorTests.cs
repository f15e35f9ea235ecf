using SqueezeFlow.Core.Signals;
using SqueezeFlow.Storage.Redis;
using SqueezeFlow.Storage.Redis.Server;
using static SqueezeFlow.Storage.Tests.Redis.MirrorBench;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Redis;

public sealed class MirrorTests
{
    private const long Minute = 60_000;

    private readonly ScriptedServer _server = new();

    [Fact]
    public async Task Signals_are_published_in_the_order_in_which_they_were_given_each_once()
    {
        await using var bench = new MirrorBench(_server);
        await bench.StartAsync();
        Signal[] signals = [Signal("SOL"), Signal("BTC"), Signal("ETH", Start - Minute)];

        foreach (var signal in signals)
        {
            await bench.GiveAsync(signal);
            await bench.GiveAsync(signal);
        }

        foreach (var signal in signals)
        {
            Assert.Equal(signal.Id, (await _server.NextAsync()).Id);
        }

        await bench.StopAsync();
        Assert.True(_server.IsQuiet);
        Assert.Equal((3, 0), (bench.Status.Published, bench.Status.Pending));
        Assert.Equal(3, (await bench.Record.ReadAsync(null, 10, Token)).Count);
    }

    [Fact]
    public async Task A_verdict_is_no_second_signal()
    {
        await using var bench = new MirrorBench(_server);
        await bench.StartAsync();
        await bench.GiveAsync(Signal());
        await _server.NextAsync();

        await bench.Publisher.PublishAsync(new(Signal(), SignalOutcome.Filled, null, 1), Token);

        await bench.StopAsync();
        Assert.True(_server.IsQuiet);
        Assert.Equal(SignalOutcome.Filled, Assert.Single(await bench.Publisher.ReadAsync(null, 10, Token)).Outcome);
    }

    [Theory]
    [InlineData(0, 600)]
    [InlineData(1_200, 599)]
    [InlineData(-5_000, 600)]
    [InlineData(599_999, 1)]
    [InlineData(600_000, null)]
    [InlineData(3_600_000, null)]
    public async Task A_signal_is_valid_for_what_is_left_of_its_time_and_then_no_more(long ageMs, int? seconds)
    {
        await using var bench = new MirrorBench(_server);
        bench.Market.NowUnixMs = Start + ageMs;
        await bench.StartAsync();

        await bench.GiveAsync(Signal());

        Assert.Equal(seconds, (await _server.NextAsync()).ValidFor?.TotalSeconds);
        await bench.StopAsync();
        Assert.Equal(seconds is null ? 1 : 0, bench.Status.Late);
    }

    [Fact]
    public async Task A_server_that_hangs_holds_nobody_up()
    {
        _server.Answer = () => new TaskCompletionSource<PublishReceipt>().Task;
        await using var bench = new MirrorBench(_server);
        await bench.StartAsync();
        await bench.GiveAsync(Signal("ADA"));
        await _server.NextAsync();

        for (var i = 0; i < 3 * MirrorQueue.Capacity; i++)
        {
            var given = bench.GiveAsync(Signal("BTC", Start + i));
            Assert.True(given.IsCompletedSuccessfully);
        }

        Assert.Equal(MirrorQueue.Capacity + 1, bench.Status.Pending);
    }

    [Fact]
    public async Task After_five_failures_in_a_row_one_try_is_made_each_half_minute_and_the_outage_is_told_once()
    {
        _server.Answer = ScriptedServer.Fail;
        await using var bench = new MirrorBench(_server);
        await bench.StartAsync();
        await bench.GiveAsync(Signal("BTC"));
        await bench.GiveAsync(Signal("ETH"));

        for (var failure = 1; failure <= CircuitBreaker.FailuresBeforePause - 1; failure++)
        {
            await _server.NextAsync();
            await bench.Clock.PassAsync(CircuitBreaker.FirstWait);
        }

        await _server.NextAsync();
        await bench.Clock.PassAsync(TimeSpan.FromSeconds(30));
        await _server.NextAsync();
        var during = bench.Status;
        _server.Answer = ScriptedServer.Take;
        await bench.Clock.PassAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(Signal("BTC").Id, (await _server.NextAsync()).Id);
        Assert.Equal(Signal("ETH").Id, (await _server.NextAsync()).Id);
        await bench.StopAsync();
        Assert.Equal(("no answer in time", 2), (during.Failure, during.Pending));
        Assert.Equal((null, 0, 6, 2), (bench.Status.Failure, bench.Status.Pending, bench.Status.Failures, bench.Status.Published));
        Assert.Equal(
            ["Redis at redis:6379 fails: no answer in time; signals wait for it and follow, trading goes on", "Redis at redis:6379 answers again, after 64 s"],
            bench.Log.All);
    }

    [Fact]
    public async Task What_was_given_while_nobody_published_follows_and_nothing_comes_twice()
    {
        var (record, values) = (new MemoryRecord(), new MemoryValues());
        await using (var first = new MirrorBench(_server, record, values))
        {
            await first.StartAsync();
            await first.GiveAsync(Signal("BTC"));
            await _server.NextAsync();
            await first.StopAsync();
        }

        Signal[] missed = [Signal("SOL", Start - (20 * 60 * Minute)), Signal("ADA", Start + Minute), Signal("ETH", Start + (2 * Minute))];
        foreach (var signal in (Signal[])[missed[2], missed[0], missed[1], Signal("XRP", Start - (25 * 60 * Minute))])
        {
            await record.PublishAsync(new(signal, SignalOutcome.Rejected), Token);
        }

        await using var second = new MirrorBench(_server, record, values);
        second.Market.NowUnixMs = Start + (3 * Minute);
        await second.StartAsync();

        foreach (var signal in missed)
        {
            var call = await _server.NextAsync();
            Assert.Equal((signal.Id, signal == missed[0]), (call.Id, call.ValidFor is null));
        }

        await second.StopAsync();
        Assert.True(_server.IsQuiet);
    }

    [Fact]
    public async Task More_signals_than_find_room_follow_from_the_record_in_order()
    {
        _server.Answer = ScriptedServer.Fail;
        await using var bench = new MirrorBench(_server);
        bench.Market.NowUnixMs = Start + Minute;
        await bench.StartAsync();
        await bench.GiveAsync(Signal());
        await _server.NextAsync();
        var later = Enumerable.Range(1, MirrorQueue.Capacity + 500).Select(i => Signal("BTC", Start + i)).ToArray();
        foreach (var signal in later)
        {
            await bench.GiveAsync(signal);
        }

        _server.Answer = ScriptedServer.Take;
        await bench.Clock.PassAsync(CircuitBreaker.FirstWait);

        Assert.Equal(Signal().Id, (await _server.NextAsync()).Id);
        foreach (var signal in later)
        {
            Assert.Equal(signal.Id, (await _server.NextAsync()).Id);
        }

        await bench.StopAsync();
        Assert.True(_server.IsQuiet);
    }

    [Fact]
    public async Task A_signal_that_Redis_had_taken_before_its_answer_was_lost_is_not_tried_again()
    {
        _server.Answer = ScriptedServer.Fail;
        await using var bench = new MirrorBench(_server);
        await bench.StartAsync();
        await bench.GiveAsync(Signal());
        await _server.NextAsync();

        _server.Answer = () => Task.FromResult(new PublishReceipt(IsNew: false));
        await bench.Clock.PassAsync(CircuitBreaker.FirstWait);

        await _server.NextAsync();
        await bench.StopAsync();
        Assert.True(_server.IsQuiet);
        Assert.Equal((0, 0, null), (bench.Status.Published, bench.Status.Pending, bench.Status.Failure));
    }

    [Fact]
    public async Task A_signal_that_cannot_be_taken_holds_up_no_other_and_is_named()
    {
        _server.Answer = () => Task.FromException<PublishReceipt>(new ArgumentException("not a number"));
        await using var bench = new MirrorBench(_server);
        await bench.StartAsync();
        await bench.GiveAsync(Signal("BTC"));
        await _server.NextAsync();

        _server.Answer = () => Task.FromResult(new PublishReceipt(true, "WRONGTYPE a key holds something else"));
        await bench.GiveAsync(Signal("ETH"));

        await _server.NextAsync();
        await bench.StopAsync();
        Assert.Equal((2, 1, "WRONGTYPE a key holds something else"), (bench.Status.Refused, bench.Status.Published, bench.Status.Refusal));
        Assert.Collection(
            bench.Log.All,
            line => Assert.Contains($"{Signal("BTC").Id} was not taken whole", line, StringComparison.Ordinal),
            line => Assert.Contains("WRONGTYPE", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_end_of_a_cycle_is_told_every_few_seconds_and_not_while_Redis_is_away()
    {
        await using var bench = new MirrorBench(_server);
        await bench.StartAsync();
        var at = DateTimeOffset.UnixEpoch;
        await bench.Publisher.MarkActivityAsync(at, Token);
        Assert.Equal($"activity {at:O}", (await _server.NextAsync()).Id);

        await bench.Publisher.MarkActivityAsync(at.AddSeconds(1), Token);
        _server.Answer = ScriptedServer.Fail;
        for (var failure = 1; failure <= CircuitBreaker.FailuresBeforePause; failure++)
        {
            bench.Clock.Advance(MirrorQueue.BetweenActivities);
            await bench.Publisher.MarkActivityAsync(at.AddMinutes(failure), Token);
            Assert.Equal($"activity {at.AddMinutes(failure):O}", (await _server.NextAsync()).Id);
            await bench.UntilAsync(status => status.Failures == failure);
        }

        bench.Clock.Advance(MirrorQueue.BetweenActivities);
        await bench.Publisher.MarkActivityAsync(at.AddHours(1), Token);
        _server.Answer = ScriptedServer.Take;
        await bench.GiveAsync(Signal());
        await bench.Clock.PassAsync(TimeSpan.FromSeconds(30) - MirrorQueue.BetweenActivities);

        Assert.Equal(Signal().Id, (await _server.NextAsync()).Id);
    }

    [Fact]
    public async Task A_stop_waits_a_second_for_a_server_that_hangs_and_the_next_run_goes_on_there()
    {
        _server.Answer = () => new TaskCompletionSource<PublishReceipt>().Task;
        var (record, values) = (new MemoryRecord(), new MemoryValues());
        var first = new MirrorBench(_server, record, values);
        await first.StartAsync();
        await first.GiveAsync(Signal());
        await _server.NextAsync();

        var stopping = first.StopAsync();
        await first.Clock.PassAsync(SignalMirror.StopTimeout);
        await stopping;
        await first.DisposeAsync();
        _server.Answer = ScriptedServer.Take;
        await using var second = new MirrorBench(_server, record, values);
        await second.StartAsync();

        Assert.Equal(Signal().Id, (await _server.NextAsync()).Id);
    }
}
