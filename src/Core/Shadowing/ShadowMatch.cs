namespace SqueezeFlow.Core.Shadowing;

/// <summary>What a shadow has traded beside what a back-test does.</summary>
/// <param name="Symbol">Base coin.</param>
/// <param name="Name">Whose.</param>
/// <param name="Orders">Orders that were compared.</param>
/// <param name="Words">How they differ, in words; null when they do not.</param>
public sealed record ShadowMatch(string Symbol, string Name, int Orders, string? Words);
