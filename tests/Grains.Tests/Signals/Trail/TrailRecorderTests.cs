using Microsoft.Extensions.Logging.Abstractions;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Grains.Signals.Trail;
using SqueezeFlow.Grains.Tests.Doubles;

namespace SqueezeFlow.Grains.Tests.Signals.Trail;

/// <summary>Steps reach the store in order, whoever notes one waits for nobody, and what cannot be stored is never lost without a word.</summary>
public sealed class TrailRecorderTests : IDisposable
{
    private readonly KeptTrail _trail = new();
    private readonly WatchedClock _clock = new();
    private readonly TrailRecorder _recorder;

    public TrailRecorderTests() => _recorder = new(_trail, _clock, NullLogger<TrailRecorder>.Instance);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _recorder.Dispose();

    [Fact]
    public async Task Steps_that_come_together_are_stored_with_one_write_and_in_order()
    {
        await _recorder.StartAsync(Token);
        Note(1, 5);
        await PassAsync(TrailRecorder.Gather);

        Assert.Equal([["1", "2", "3", "4", "5"]], _trail.Writes);
        await UntilAsync(() => _recorder.WaitingOf("sqz").Count == 0);
    }

    [Fact]
    public async Task What_waits_can_be_read()
    {
        _trail.Failure = new IOException("the disk is full");
        await _recorder.StartAsync(Token);
        Note(1, 2);

        var waiting = _recorder.WaitingOf("sqz").Select(step => step.Words).ToList();
        await PassAsync(TrailRecorder.Gather);

        Assert.Equal(["1", "2"], waiting);
        Assert.Equal(["1", "2"], _recorder.WaitingOf("sqz").Select(step => step.Words));
        Assert.Empty(_recorder.WaitingOf("another"));
    }

    [Fact]
    public async Task A_store_that_fails_is_asked_again_and_nothing_is_lost_or_stored_twice()
    {
        _trail.Failure = new IOException("the disk is full");
        await _recorder.StartAsync(Token);
        Note(1, 3);
        await PassAsync(TrailRecorder.Gather);
        Note(4, 1);
        await PassAsync(TimeSpan.FromSeconds(1));
        _trail.Failure = null;
        await PassAsync(TimeSpan.FromSeconds(2));
        await UntilAsync(() => _trail.Kept.Count == 4);

        Assert.Equal(["1", "2", "3", "4"], _trail.Kept.Select(step => step.Words));
        Assert.InRange(_trail.Calls, 3, 4);
    }

    [Fact]
    public async Task Steps_that_find_no_room_are_told_in_the_record_of_their_signal()
    {
        _trail.Failure = new IOException("the disk is full");
        Note(1, TrailRecorder.Capacity);
        Note(0, 3, "sqz-one");
        Note(0, 1, "sqz-two");
        _trail.Failure = null;

        await _recorder.StoppedAsync(Token);

        Assert.Equal(TrailRecorder.Capacity + 2, _trail.Kept.Count);
        var told = _trail.Kept.Where(step => step.Kind == StepKind.Missing).ToList();
        Assert.Equal([("sqz-one", 3), ("sqz-two", 1)], told.Select(step => (step.SignalId, step.Figures["count"])));
        Assert.Equal("3 steps up to here are missing: there was no room for them while the store failed", told[0].Words);
    }

    [Fact]
    public async Task What_no_store_takes_holds_up_nothing_that_comes_later()
    {
        _trail.Failure = new ArgumentException("no such step");
        await _recorder.StartAsync(Token);
        Note(1, 2);
        await PassAsync(TrailRecorder.Gather);
        _trail.Failure = null;
        Note(3, 1);
        await PassAsync(TrailRecorder.Gather);

        Assert.Equal(["3"], _trail.Kept.Select(step => step.Words));
    }

    [Fact]
    public async Task The_end_of_the_service_stores_what_was_noted_last()
    {
        await _recorder.StartAsync(Token);
        await _recorder.StopAsync(Token);
        Note(1, TrailRecorder.MostAtOnce + 1);

        await _recorder.StoppedAsync(new CancellationToken(canceled: true));

        Assert.Equal([TrailRecorder.MostAtOnce, 1], _trail.Writes.Select(write => write.Count));
    }

    [Fact]
    public async Task A_store_that_fails_at_the_end_is_not_waited_for()
    {
        _trail.Failure = new IOException("the disk is full");
        await _recorder.StartAsync(Token);
        Note(1, 1);

        await _recorder.StoppedAsync(Token);

        Assert.Empty(_trail.Kept);
    }

    private void Note(int first, int count, string id = "sqz")
    {
        for (var i = first; i < first + count; i++)
        {
            _recorder.Note(new(id, _clock.GetUtcNow(), i, StepKind.Called, $"{i}"));
        }
    }

    // The writer runs beside the test: the clock moves once it waits for it.
    private async Task PassAsync(TimeSpan span)
    {
        await _clock.ArmedAsync();
        var calls = _trail.Calls;
        _clock.Advance(span);
        await UntilAsync(() => _trail.Calls > calls);
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var i = 0; i < 10_000 && !isSo(); i++)
        {
            await Task.Delay(1, Token);
        }

        Assert.True(isSo(), "10,000 looks were not enough");
    }

    /// <summary>Steps in memory.</summary>
    private sealed class KeptTrail : ISignalTrail
    {
        private int _calls;

        public List<List<string>> Writes { get; } = [];

        public List<SignalStep> Kept { get; } = [];

        public Exception? Failure { get; set; }

        public int Calls => Volatile.Read(ref _calls);

        public Task AppendAsync(IReadOnlyCollection<SignalStep> steps, CancellationToken cancellationToken)
        {
            if (Failure is { } failure)
            {
                Interlocked.Increment(ref _calls);
                throw failure;
            }

            Writes.Add([.. steps.Select(step => step.Words)]);
            Kept.AddRange(steps);
            Interlocked.Increment(ref _calls);
            return Task.CompletedTask;
        }

        public Task<IReadOnlyList<SignalStep>> ReadAsync(string signalId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<SignalRecord>> FindAsync(IReadOnlyCollection<string> signalIds, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
