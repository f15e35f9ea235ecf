namespace SqueezeFlow.Grains.Feeds.Replays;

/// <summary>What a replay did.</summary>
/// <param name="Frames">Frames read.</param>
/// <param name="Trades">Trades handed on.</param>
/// <param name="FirstUnixMs">Exchange time of the earliest trade; null without one.</param>
/// <param name="LastUnixMs">Exchange time of the latest trade; null without one.</param>
/// <param name="Rejected">Frames and trades refused, by exchange and reason.</param>
public sealed record ReplayResult(long Frames, long Trades, long? FirstUnixMs, long? LastUnixMs, IReadOnlyDictionary<string, long> Rejected);
