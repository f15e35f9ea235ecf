using System.Threading.Channels;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Storage.Redis;

/// <summary>
/// What waits to be published: signals in the order in which they were given, and the end of the last cycle. Takes at once and never waits; what finds no
/// room is looked up in the record later. Safe for concurrent use, with one reader.
/// </summary>
internal sealed class MirrorQueue(TimeProvider clock)
{
    /// <summary>Signals that find room.</summary>
    public const int Capacity = 1_000;

    /// <summary>Least time between two notes of a cycle's end.</summary>
    public static readonly TimeSpan BetweenActivities = TimeSpan.FromSeconds(5);

    // No signal stands for the end of a cycle.
    private readonly Channel<Signal?> _items = Channel.CreateBounded<Signal?>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly Lock _gate = new();
    private volatile bool _isBehind = true;
    private DateTimeOffset _activity;
    private long? _activityTakenAt;
    private bool _isActivityWaiting;

    /// <summary>Whether the record may hold signals that never were in here; so it is at the start.</summary>
    public bool IsBehind
    {
        get => _isBehind;
        set => _isBehind = value;
    }

    /// <summary>How many wait.</summary>
    public int Count => _items.Reader.Count;

    /// <summary>End of the last cycle that is known.</summary>
    public DateTimeOffset Activity
    {
        get
        {
            lock (_gate)
            {
                return _activity;
            }
        }
    }

    /// <summary>Takes a signal.</summary>
    public void Add(Signal signal)
    {
        if (!_items.Writer.TryWrite(signal))
        {
            _isBehind = true;
        }
    }

    /// <summary>Takes the end of a cycle, unless another was taken shortly before.</summary>
    public void NoteActivity(DateTimeOffset at)
    {
        lock (_gate)
        {
            _activity = at;
            if (_isActivityWaiting || (_activityTakenAt is { } taken && clock.GetElapsedTime(taken) < BetweenActivities))
            {
                return;
            }

            _isActivityWaiting = _items.Writer.TryWrite(null);
            _activityTakenAt = clock.GetTimestamp();
        }
    }

    /// <summary>What waits longest: a signal, or null for the end of a cycle; false when nothing waits.</summary>
    public bool TryTake(out Signal? signal)
    {
        var isTaken = _items.Reader.TryRead(out signal);
        if (isTaken && signal is null)
        {
            lock (_gate)
            {
                _isActivityWaiting = false;
            }
        }

        return isTaken;
    }

    /// <summary>Waits until something waits; false when nothing will any more.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _items.Reader.WaitToReadAsync(cancellationToken);

    /// <summary>Takes nothing any more.</summary>
    public void Complete() => _items.Writer.TryComplete();
}
