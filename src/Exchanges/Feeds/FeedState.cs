namespace SqueezeFlow.Exchanges.Feeds;

/// <summary>What a connection is doing.</summary>
public enum FeedState
{
    /// <summary>Not started, or stopped for good.</summary>
    Stopped,

    /// <summary>Dialling and shaking hands.</summary>
    Connecting,

    /// <summary>Open; subscriptions are sent, frames are read.</summary>
    Connected,

    /// <summary>Waiting for the next attempt.</summary>
    Waiting,

    /// <summary>Ended by a bug in what it called; the next attempt comes after the longest wait.</summary>
    Failed,
}
