namespace SqueezeFlow.Core.Notices;

/// <summary>What became of the test messages.</summary>
/// <param name="Channels">One for each channel that is switched on.</param>
public sealed record ChannelTests(IReadOnlyList<ChannelTest> Channels);
