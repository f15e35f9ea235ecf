using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Exchanges.Feeds;

/// <summary>Takes what one feed delivers: trades by a sink for each of its connections, of which there are two while one is renewed; and changes of state.</summary>
public interface IFeedListener
{
    /// <summary>
    /// A connection is opened: what takes its trades, over all its connects. Slots belong to a connection, never to two. Called once
    /// for each, before its thread begins.
    /// </summary>
    ITradeSink OpenSink();

    /// <summary>The feed changed its state. Called between reads on the thread of its connection, or on a timer's when a second connection takes over.</summary>
    /// <param name="state">The new state.</param>
    /// <param name="reason">Why, in words; null when it needs no reason.</param>
    void OnStateChanged(FeedState state, string? reason);
}
