using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Streams;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Messages;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Grains.Signals.Trail;
using SqueezeFlow.Grains.Tests.Doubles;
using SqueezeFlow.Grains.Tests.Execution;
using SqueezeFlow.Grains.Tests.Execution.Trail;
using SqueezeFlow.Interfaces.Execution;
using Double = SqueezeFlow.Certainty.Tests.Service.Double;

namespace SqueezeFlow.Grains.Tests.Signals;

/// <summary>A symbol's signals on their way to the executor.</summary>
public sealed class SignalOutboxTests
{
    private readonly WatchedClock _clock = new();
    private readonly ScriptedState _state = new();
    private readonly List<string> _heard = [];
    private readonly StepList _steps = new();
    private readonly SignalNotes _notes;
    private readonly SignalOutbox _outbox;
    private readonly Dictionary<string, Exception> _failures = [];

    public SignalOutboxTests()
    {
        var executor = Double.Of<IExecutorGrain>((method, args) => Hear("executor", method.Name, args));
        var stream = Double.Of<IAsyncStream<Signal>>((method, args) => Hear("stream", method.Name, args));
        var publisher = Double.Of<ISignalPublisher>((method, args) => Hear("publisher", method.Name, args));
        _notes = new(_steps, new MarketTime(), _clock);
        _outbox = new(_state, Double.Of<IGrainFactory>((_, _) => executor), _ => stream, AccountRoutes.MainOnly, publisher, _clock, NullLogger.Instance, _notes);
    }

    [Fact]
    public Task The_state_has_one_writer_at_a_time_and_the_last_write_has_everything() => OnGrainAsync(async () =>
    {
        var first = new TaskCompletionSource();
        _state.OnWrite = number => number == 1 ? first.Task : Task.CompletedTask;
        var keeping = Enumerable.Range(1, 5).Select(i => _outbox.KeepAsync(i, 0, 0, Signal(i))).ToArray();
        var removing = _outbox.RemoveAsync(Signal(1).Id);
        Assert.Equal(1, _state.Writes);

        first.SetResult();
        await Task.WhenAll([.. keeping, removing]);

        Assert.False(_state.IsOverrun);
        Assert.Equal(Enumerable.Range(2, 4).Select(i => Signal(i).Id), _state.Kept.Order(StringComparer.Ordinal));
    });

    [Fact]
    public Task A_signal_whose_write_fails_was_never_given() => OnGrainAsync(async () =>
    {
        _state.OnWrite = static number => number == 1 ? throw new IOException("full") : Task.CompletedTask;

        await Assert.ThrowsAsync<IOException>(() => _outbox.KeepAsync(1, 0, 0, Signal(1)));
        Assert.Empty(_outbox.State.Pending);
        Assert.Null(_outbox.ResendUnixMs);
        await _outbox.KeepAsync(1, 0, 0, Signal(1));

        Assert.Equal([Signal(1).Id], _state.Kept);
    });

    [Fact]
    public Task A_write_that_fails_does_not_hold_up_the_next() => OnGrainAsync(async () =>
    {
        var first = new TaskCompletionSource();
        _state.OnWrite = number => number == 1 ? first.Task : Task.CompletedTask;
        var failing = _outbox.KeepAsync(1, 0, 0, Signal(1));
        var waiting = _outbox.KeepAsync(2, 0, 0, Signal(2));
        first.SetException(new IOException("full"));

        await Assert.ThrowsAsync<IOException>(() => failing);
        await waiting;

        Assert.Equal([Signal(2).Id], _outbox.State.Pending.Keys);
    });

    [Fact]
    public Task That_it_was_given_and_when_is_noted_once() => OnGrainAsync(async () =>
    {
        var given = _clock.GetUtcNow();
        await _outbox.KeepAsync(1, 0, 0, Signal(1));
        await _outbox.SendAsync(Signal(1));
        _clock.Advance(TimeSpan.FromSeconds(5));
        await _outbox.ResendAsync();

        var step = Assert.Single(_steps.WaitingOf(Signal(1).Id));
        Assert.Equal((StepKind.Given, given, given), (step.Kind, step.At, _notes.TakeGivenAt(Signal(1).Id)));
    });

    [Fact]
    public Task A_bar_that_is_decided_again_gives_its_signal_no_second_time() => OnGrainAsync(async () =>
    {
        await _outbox.KeepAsync(1, 0, 0, Signal(1));
        await _outbox.SendAsync(Signal(1));
        await _outbox.RemoveAsync(Signal(1).Id);
        _clock.Advance(TimeSpan.FromSeconds(5));

        await _outbox.KeepAsync(1, 0, 0, Signal(1));
        await _outbox.SendAsync(Signal(1));

        Assert.Single(_steps.WaitingOf(Signal(1).Id));
    });

    [Fact]
    public void When_a_signal_was_given_is_forgotten_when_no_executor_asks()
    {
        for (var i = 1; i <= 100; i++)
        {
            _notes.Given(Signal(i));
        }

        _clock.Advance(TimeSpan.FromMinutes(11));
        _notes.Given(Signal(101));

        Assert.Equal(1, _notes.Count);
    }

    [Fact]
    public Task It_is_sent_again_every_two_seconds_and_only_while_something_is_pending() => OnGrainAsync(async () =>
    {
        Assert.Null(_outbox.ResendUnixMs);
        await _outbox.KeepAsync(1, 0, 0, Signal(1));
        await _outbox.SendAsync(Signal(1));
        Assert.Equal(_clock.NowUnixMs + 2_000, _outbox.ResendUnixMs);

        _clock.Advance(TimeSpan.FromSeconds(2));
        await _outbox.ResendAsync();
        Assert.Equal(_clock.NowUnixMs + 2_000, _outbox.ResendUnixMs);
        Assert.Equal(2, _heard.Count(who => who == "executor"));
        await _outbox.RemoveAsync(Signal(1).Id);

        Assert.Null(_outbox.ResendUnixMs);
        await _outbox.ResendAsync();
        Assert.Equal(2, _heard.Count(who => who == "executor"));
    });

    [Fact]
    public Task A_signal_that_is_being_kept_is_not_sent_before_it_is() => OnGrainAsync(async () =>
    {
        var write = new TaskCompletionSource();
        _state.OnWrite = _ => write.Task;
        var keeping = _outbox.KeepAsync(1, 0, 0, Signal(1));

        Assert.Null(_outbox.ResendUnixMs);
        await _outbox.ResendAsync();
        Assert.Empty(_heard);
        _clock.Advance(TimeSpan.FromSeconds(10));
        write.SetResult();
        await keeping;

        Assert.Equal(_clock.NowUnixMs + 2_000, _outbox.ResendUnixMs);
        await _outbox.ResendAsync();
        Assert.Equal(["executor"], _heard);
    });

    [Theory]
    [InlineData("", "publisher stream executor")]
    [InlineData("publisher", "stream executor")]
    [InlineData("stream", "publisher executor")]
    [InlineData("executor", "publisher stream")]
    public Task Whoever_cannot_be_reached_keeps_no_other_from_hearing_of_a_signal_at_once(string failing, string hearing) => OnGrainAsync(async () =>
    {
        _failures[failing] = new IOException("gone");
        await _outbox.KeepAsync(1, 0, 0, Signal(1));

        await _outbox.SendAsync(Signal(1));

        Assert.Equal(hearing, string.Join(' ', _heard));
        Assert.Equal(_clock.NowUnixMs + 2_000, _outbox.ResendUnixMs);
    });

    // One turn at a time, as on the grain's scheduler.
    private static Task OnGrainAsync(Func<Task> test) => Task.Factory.StartNew(
        test, TestContext.Current.CancellationToken, TaskCreationOptions.None, new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler).Unwrap();

    private static Signal Signal(int number) => SignalMapping.Entry($"COIN{number}", PositionSide.Long, 100, 7, 0.75, "test", number * 300_000L);

    private Task Hear(string who, string method, object?[] args)
    {
        if (_failures.TryGetValue(who, out var failure))
        {
            throw failure;
        }

        _heard.Add(who);
        Assert.Contains(method, new[] { nameof(IExecutorGrain.SubmitAsync), "OnNextAsync", nameof(ISignalPublisher.PublishAsync) });
        Assert.Equal("COIN1", args[0] switch { Signal signal => signal.BaseSymbol, SignalRecord record => record.Signal.BaseSymbol, _ => null });
        return Task.CompletedTask;
    }
}
