namespace SqueezeFlow.Exchanges.Feeds.Wire;

/// <summary>What the next bytes of a WebSocket connection are.</summary>
internal enum WireEvent
{
    /// <summary>No whole frame yet.</summary>
    NeedMore,

    /// <summary>A complete message, text or binary.</summary>
    Message,

    /// <summary>A ping; its payload must be echoed.</summary>
    Ping,

    /// <summary>A pong.</summary>
    Pong,

    /// <summary>The peer closes; the payload is the status and its words.</summary>
    Close,

    /// <summary>A message above the limit has been passed over.</summary>
    Oversize,

    /// <summary>The peer broke the protocol; nothing after this can be trusted.</summary>
    Violation,
}
