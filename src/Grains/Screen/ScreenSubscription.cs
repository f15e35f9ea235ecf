using System.Runtime.CompilerServices;
using SqueezeFlow.Core.Api;

namespace SqueezeFlow.Grains.Screen;

/// <summary>
/// One reader of a <see cref="ScreenHub"/>. States (<c>bar</c>, <c>sym</c>) wait and replace each other until their turn;
/// everything else goes out at once and takes the waiting states along, so that numbers only ever rise. Read by one.
/// </summary>
public sealed class ScreenSubscription : IDisposable
{
    /// <summary>After so long without an event the reader gets an empty batch, as a sign of life.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(2);

    internal const int MaxWaiting = 4_096;
    internal const int MaxStates = 65_536;

    private readonly Lock _gate = new();
    private readonly ScreenHub _hub;
    private readonly TimeProvider _clock;
    private ScreenFilter _filter;
    private TimeSpan _period;
    private readonly List<ScreenEvent> _waiting = [];
    private readonly Dictionary<ScreenKey, ScreenEvent> _states = [];
    private TaskCompletionSource _changed = NewSignal();
    private bool _mustStartOver;
    private long _startedOverAt;
    private long _lastStates;

    internal ScreenSubscription(ScreenHub hub, ScreenFilter filter, TimeProvider clock)
    {
        (_hub, _filter, _clock) = (hub, filter, clock);
        _period = TimeSpan.FromSeconds(1 / filter.Hz);
        _lastStates = clock.GetTimestamp() - (long)(_period.TotalSeconds * clock.TimestampFrequency);
    }

    /// <summary>What is wanted.</summary>
    public ScreenFilter Filter
    {
        get
        {
            lock (_gate)
            {
                return _filter;
            }
        }
    }

    /// <summary>Whether other processes were not told yet what it wants.</summary>
    internal bool IsUncovered { get; set; }

    /// <summary>Batches in order of their numbers until cancelled; an empty one is a sign of life.</summary>
    public async IAsyncEnumerable<IReadOnlyList<ScreenEvent>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var (batch, changed, wait) = Take();
            if (batch.Count > 0)
            {
                yield return batch;
                continue;
            }

            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(changed, Task.Delay(wait, _clock, waiting.Token));
            cancellationToken.ThrowIfCancellationRequested();
            await waiting.CancelAsync();
            if (wait == Heartbeat && !changed.IsCompleted)
            {
                yield return [];
            }
        }
    }

    /// <summary>Stops listening.</summary>
    public void Dispose() => _hub.Remove(this);

    /// <summary>Wants something else from now on; what waits already stays.</summary>
    internal void Change(ScreenFilter filter)
    {
        lock (_gate)
        {
            (_filter, _period) = (filter, TimeSpan.FromSeconds(1 / filter.Hz));
        }
    }

    internal void Offer(ScreenEvent item)
    {
        lock (_gate)
        {
            if (!_filter.Wants(item) || _mustStartOver || item.Id <= _startedOverAt)
            {
                return;
            }

            if (_waiting.Count >= MaxWaiting || _states.Count >= MaxStates)
            {
                Forget();
            }
            else if (item.IsState)
            {
                _states[ScreenKey.Of(item)] = item;
                Signal(_states.Count == 1);
            }
            else
            {
                _waiting.Add(item);
                Signal(isNews: true);
            }
        }
    }

    internal void StartOver()
    {
        lock (_gate)
        {
            Forget();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Forget()
    {
        _mustStartOver = true;
        _waiting.Clear();
        _states.Clear();
        Signal(isNews: true);
    }

    private void Signal(bool isNews)
    {
        if (isNews)
        {
            _changed.TrySetResult();
        }
    }

    private (IReadOnlyList<ScreenEvent> Batch, Task Changed, TimeSpan Wait) Take()
    {
        lock (_gate)
        {
            if (_changed.Task.IsCompleted)
            {
                _changed = NewSignal();
            }

            if (_mustStartOver)
            {
                _mustStartOver = false;
                _startedOverAt = _hub.Sequence;
                return ([new(_startedOverAt, EventKinds.Resync, null, null, _clock.GetTimestamp())], _changed.Task, TimeSpan.Zero);
            }

            var rest = _states.Count == 0 ? Heartbeat : _period - _clock.GetElapsedTime(_lastStates);
            if (_waiting.Count == 0 && rest > TimeSpan.Zero)
            {
                return ([], _changed.Task, rest < Heartbeat ? rest : Heartbeat);
            }

            return (TakeAll(), _changed.Task, TimeSpan.Zero);
        }
    }

    private List<ScreenEvent> TakeAll()
    {
        List<ScreenEvent> batch = [.. _waiting, .. _states.Values];
        batch.Sort((a, b) => a.Id.CompareTo(b.Id));
        if (_states.Count > 0)
        {
            _lastStates = _clock.GetTimestamp();
        }

        _waiting.Clear();
        _states.Clear();
        return batch;
    }
}
