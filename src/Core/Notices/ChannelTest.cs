namespace SqueezeFlow.Core.Notices;

/// <summary>What became of a test message.</summary>
/// <param name="Channel">The channel, e.g. <c>webhook</c>.</param>
/// <param name="Delivered">Whether the other side took it.</param>
/// <param name="Problem">Why it did not; null when it did.</param>
public sealed record ChannelTest(string Channel, bool Delivered, string? Problem);
