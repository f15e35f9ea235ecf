namespace SqueezeFlow.Exchanges.Rest;

/// <summary>The pages of an instrument list as kept on disk.</summary>
/// <param name="Pages">The bodies, in order.</param>
/// <param name="KeptAt">When they were kept.</param>
internal sealed record KeptList(IReadOnlyList<ReadOnlyMemory<byte>> Pages, DateTimeOffset KeptAt);
