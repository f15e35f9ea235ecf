using SqueezeFlow.Notifications.Messages;

namespace SqueezeFlow.Notifications.Delivery;

/// <summary>Notices that wait for one channel; the oldest goes when one too many comes. Safe for concurrent use, taken by one.</summary>
internal sealed class NoticeQueue(int capacity)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<TimedNotice> _waiting = new();
    private TaskCompletionSource _arrived = NewSignal();

    /// <summary>Notices that wait.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>Done when something waits.</summary>
    public Task Arrived
    {
        get
        {
            lock (_gate)
            {
                return _arrived.Task;
            }
        }
    }

    /// <summary>Adds a notice; false when an older one was dropped for it.</summary>
    public bool Add(TimedNotice notice)
    {
        lock (_gate)
        {
            var hasRoom = _waiting.Count < capacity;
            if (!hasRoom)
            {
                _waiting.RemoveFirst();
            }

            _waiting.AddLast(notice);
            _arrived.TrySetResult();
            return hasRoom;
        }
    }

    /// <summary>
    /// Takes what goes into the next message: what matters most, of that the oldest; and, when there is no room for as many messages as there are
    /// notices, all others of its kind.
    /// </summary>
    /// <param name="room">Messages that may go now.</param>
    public IReadOnlyList<TimedNotice> Take(int room)
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                return [];
            }

            var first = _waiting.MaxBy(waiting => waiting.Notice.Kind.Rank)!;
            List<TimedNotice> taken = _waiting.Count <= room ? [first] : [.. _waiting.Where(waiting => waiting.Notice.Kind.Name == first.Notice.Kind.Name)];
            foreach (var notice in taken)
            {
                _waiting.Remove(notice);
            }

            if (_waiting.Count == 0)
            {
                _arrived = NewSignal();
            }

            return taken;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
