using SqueezeFlow.Architecture.Tests.Reading;

namespace SqueezeFlow.Architecture.Tests.Rings;

/// <summary>Namespaces that all know each other, directly or by way of others.</summary>
/// <param name="Namespaces">Two or more, in ordinal order.</param>
/// <param name="Arrows">Every arrow between two of them, by one pair of types.</param>
public sealed record Ring(IReadOnlyList<string> Namespaces, IReadOnlyList<TypeLink> Arrows)
{
    public override string ToString() =>
        string.Join(Environment.NewLine, [.. Arrows.Select(arrow => $"{arrow.From.Namespace} -> {arrow.To.Namespace}: {arrow}"), "form a ring"]);
}
