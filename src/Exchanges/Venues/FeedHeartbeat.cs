namespace SqueezeFlow.Exchanges.Venues;

/// <summary>What the client sends to keep a connection open, and how often.</summary>
/// <param name="Interval">Time between two heartbeats.</param>
/// <param name="Text">The text message to send; empty for a WebSocket ping frame.</param>
public sealed record FeedHeartbeat(TimeSpan Interval, ReadOnlyMemory<byte> Text = default)
{
    /// <summary>Writes the text for a wall time in milliseconds since 1970 UTC, where it must name the time; null for <see cref="Text"/>.</summary>
    public Func<long, byte[]>? Compose { get; init; }
}
