namespace SqueezeFlow.Notifications.Delivery;

/// <summary>How many messages may go in any minute. Used by one lane.</summary>
internal sealed class SendWindow(int most, TimeProvider clock)
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(1);

    private readonly Queue<long> _sent = new();

    /// <summary>Messages that may go now.</summary>
    public int Room
    {
        get
        {
            while (_sent.TryPeek(out var oldest) && clock.GetElapsedTime(oldest) >= Length)
            {
                _sent.Dequeue();
            }

            return most - _sent.Count;
        }
    }

    /// <summary>Time until one more may go.</summary>
    public TimeSpan Wait
    {
        get
        {
            // Time goes on between two readings of the clock.
            var left = Room > 0 ? TimeSpan.Zero : Length - clock.GetElapsedTime(_sent.Peek());
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>One goes.</summary>
    public void Note() => _sent.Enqueue(clock.GetTimestamp());
}
