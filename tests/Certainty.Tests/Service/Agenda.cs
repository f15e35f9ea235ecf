namespace SqueezeFlow.Certainty.Tests.Service;

/// <summary>What happens when: one thread acts, in one order; others may add to it.</summary>
internal sealed class Agenda(long startMs)
{
    private readonly PriorityQueue<Action, (long At, long Order)> _entries = new();
    private readonly Lock _gate = new();
    private long _order;

    /// <summary>Wall time, milliseconds since 1970 UTC.</summary>
    public long NowMs { get; private set; } = startMs;

    /// <summary>Called after every entry, before time goes on.</summary>
    public Action Settle { get; set; } = static () => { };

    public void At(long unixMs, Action act)
    {
        lock (_gate)
        {
            _entries.Enqueue(act, (Math.Max(unixMs, NowMs), _order++));
        }
    }

    /// <summary>Repeats an act for ever, as long as it wants to go on.</summary>
    public void Every(long periodMs, Func<bool> act) => At(NowMs + periodMs, () =>
    {
        if (act())
        {
            Every(periodMs, act);
        }
    });

    /// <summary>Done at a time.</summary>
    public Task WaitAsync(long unixMs, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource();
        var registration = cancellationToken.UnsafeRegister(_ => done.TrySetCanceled(cancellationToken), null);
        At(unixMs, () =>
        {
            registration.Dispose();
            done.TrySetResult();
        });
        return done.Task;
    }

    public void RunUntil(long unixMs)
    {
        while (Next(unixMs) is { } act)
        {
            act();
            Settle();
        }

        NowMs = unixMs;
    }

    private Action? Next(long throughUnixMs)
    {
        lock (_gate)
        {
            if (!_entries.TryPeek(out _, out var at) || at.At > throughUnixMs)
            {
                return null;
            }

            NowMs = Math.Max(NowMs, at.At);
            return _entries.Dequeue();
        }
    }
}
