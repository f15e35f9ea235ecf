namespace SqueezeFlow.Exchanges.Rest.Instruments;

/// <summary>The pages of an instrument list as kept on disk.</summary>
/// <param name="Pages">The bodies, in order.</param>
/// <param name="KeptAt">When they were kept.</param>
internal sealed record CachedPages(IReadOnlyList<ReadOnlyMemory<byte>> Pages, DateTimeOffset KeptAt);
