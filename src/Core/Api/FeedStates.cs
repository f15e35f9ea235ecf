namespace SqueezeFlow.Core.Api;

/// <summary>What a feed is doing, as it is called on the wire.</summary>
public static class FeedStates
{
    /// <summary>Dialling and shaking hands.</summary>
    public const string Connecting = "connecting";

    /// <summary>Open: frames are read.</summary>
    public const string Connected = "connected";

    /// <summary>Waiting for the next attempt.</summary>
    public const string Waiting = "waiting";

    /// <summary>Not started, or stopped for good.</summary>
    public const string Stopped = "stopped";

    /// <summary>Ended by a bug; the next attempt comes after the longest wait.</summary>
    public const string Failed = "failed";
}
