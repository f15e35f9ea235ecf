namespace SqueezeFlow.Interfaces.Feeds;

/// <summary>A connection that is to take over from another silo's.</summary>
/// <param name="IsConnected">Whether it is connected.</param>
/// <param name="Misses">How often it may have missed trades, the time before its first connect among them.</param>
/// <param name="Unconfirmed">Ids of markets that the venue has not confirmed on it yet.</param>
public sealed record PreparedFeed(bool IsConnected, long Misses, IReadOnlyList<string> Unconfirmed);
