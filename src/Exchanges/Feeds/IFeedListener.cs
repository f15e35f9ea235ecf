namespace SqueezeFlow.Exchanges.Feeds;

/// <summary>
/// Takes trades and changes of state of one feed, on the connection's own thread; while a connection is renewed, on those of both. Slots belong
/// to a connection, never to two.
/// </summary>
public interface IFeedListener : ITradeSink
{
    /// <summary>The connection changed its state.</summary>
    /// <param name="state">The new state.</param>
    /// <param name="reason">Why, in words; null when it needs no reason.</param>
    void OnStateChanged(FeedState state, string? reason);

    /// <summary>The venue's own count of messages says that some are missing: trades may be, before the next one.</summary>
    void OnMissed()
    {
    }

    /// <summary>Every complete message that one read of the socket brought has been parsed: the place to hand a batch on.</summary>
    /// <param name="receivedUnixMs">Wall time of that read, milliseconds since 1970 UTC.</param>
    void OnReadCompleted(long receivedUnixMs)
    {
    }
}
