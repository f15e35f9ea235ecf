using System.Collections.Concurrent;
using System.Threading.Channels;
using SqueezeFlow.Storage.Spool.Sending;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Storage.Tests.Spool;

/// <summary>A clock that tells when the sender waits before it tries again.</summary>
internal sealed class RetryClock : ManualClock
{
    private readonly Channel<TimeSpan> _waiting = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>Every such wait, in order.</summary>
    public ConcurrentQueue<TimeSpan> Waits { get; } = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (period == Timeout.InfiniteTimeSpan && dueTime > TimeSpan.Zero && dueTime <= Retry.LongestWait && dueTime != SpoolBench.StopTimeout)
        {
            Waits.Enqueue(dueTime);
            _waiting.Writer.TryWrite(dueTime);
        }

        return timer;
    }

    /// <summary>Waits until the sender waits, and lets that wait pass.</summary>
    public async Task PassWaitAsync()
    {
        await SeeWaitAsync();
        Advance(Retry.LongestWait);
    }

    /// <summary>Lets the wait that was seen pass, and every other until something is done.</summary>
    public async Task PassWaitsUntilAsync(Task done)
    {
        Advance(Retry.LongestWait);
        while (!done.IsCompleted)
        {
            using var over = new CancellationTokenSource();
            await Task.WhenAny(done, _waiting.Reader.WaitToReadAsync(over.Token).AsTask());
            if (_waiting.Reader.TryRead(out _))
            {
                Advance(Retry.LongestWait);
            }

            await over.CancelAsync();
        }

        await done;
    }

    /// <summary>Waits until the sender waits.</summary>
    public async Task SeeWaitAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        await _waiting.Reader.ReadAsync(limit.Token);
    }
}
