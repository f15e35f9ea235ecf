using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Feeds.Subscriptions;

/// <summary>Keeps the messages of one connection within the venue's limits: a few each second, and where it counts them so many an hour. One thread at a time.</summary>
internal sealed class SendingPace(ExchangeDescriptor venue, TimeProvider clock)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    // What is asked for again leaves room for markets that are added or taken away meanwhile.
    private const double ShareOfRetries = 0.5;

    private readonly Queue<long> _sent = new();
    private long _secondBegan = clock.GetTimestamp();
    private int _sentThisSecond;

    /// <summary>Takes the right to one message; false when the venue allows none now.</summary>
    /// <param name="batch">What the message says.</param>
    public bool TrySpend(SubscriptionBatch batch)
    {
        if (clock.GetElapsedTime(_secondBegan) >= Second)
        {
            _secondBegan = clock.GetTimestamp();
            _sentThisSecond = 0;
        }

        // One message a second is kept free for pongs.
        if (_sentThisSecond >= Math.Max(1, venue.MessagesPerSecond - 1) || !HasRoom(batch.IsRetry ? ShareOfRetries : 1))
        {
            return false;
        }

        _sentThisSecond++;
        if (venue.Subscriptions is not null)
        {
            _sent.Enqueue(clock.GetTimestamp());
        }

        return true;
    }

    private bool HasRoom(double share)
    {
        if (venue.Subscriptions is not { } budget)
        {
            return true;
        }

        while (_sent.TryPeek(out var oldest) && clock.GetElapsedTime(oldest) >= budget.Per)
        {
            _sent.Dequeue();
        }

        return _sent.Count < budget.Weight * share;
    }
}
