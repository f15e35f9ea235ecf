namespace SqueezeFlow.Exchanges.Feeds.Subscriptions;

/// <summary>What is still to be said on one connect, within the venue's limits: what is new first, then what is asked for again. One thread at a time.</summary>
internal sealed class SendingQueue(SendingPace pace, WantedMarkets markets)
{
    private readonly Queue<SubscriptionBatch> _new = new();
    private readonly Queue<SubscriptionBatch> _again = new();

    /// <summary>Whether anything new is to be said.</summary>
    public bool HasNew => _new.Count > 0;

    /// <summary>Whether nothing is to be said.</summary>
    public bool IsEmpty => _new.Count == 0 && _again.Count == 0;

    /// <summary>This is to be said.</summary>
    public void Add(SubscriptionBatch batch) => (batch.IsRetry ? _again : _new).Enqueue(batch);

    /// <summary>What is to be said now; null when there is nothing, or the venue's limits would be exceeded.</summary>
    public SubscriptionBatch? TakeNext()
    {
        Skip(_new);
        Skip(_again);
        var queue = _new.Count > 0 ? _new : _again;
        return queue.TryPeek(out var batch) && pace.TrySpend(batch) ? queue.Dequeue() : null;
    }

    // Markets that were taken away before they could be asked for.
    private void Skip(Queue<SubscriptionBatch> queue)
    {
        while (queue.TryPeek(out var batch) && batch is { Greeting: null, IsEnd: false } && !batch.Markets.Any(markets.IsWanted))
        {
            queue.Dequeue();
        }
    }
}
