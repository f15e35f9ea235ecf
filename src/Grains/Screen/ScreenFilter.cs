namespace SqueezeFlow.Grains.Screen;

/// <summary>What one reader wants to be told.</summary>
/// <param name="Symbols">Base coins; null for all. Events that are about no coin always pass.</param>
/// <param name="Kinds">Kinds of event; null for all.</param>
/// <param name="Hz">Times a second at most that <c>bar</c> and <c>sym</c> are told; greater than zero.</param>
public sealed record ScreenFilter(IReadOnlySet<string>? Symbols = null, IReadOnlySet<string>? Kinds = null, double Hz = 4)
{
    /// <summary>Whether the reader wants this one.</summary>
    public bool Wants(ScreenEvent candidate) =>
        (Kinds is null || Kinds.Contains(candidate.Kind)) &&
        (Symbols is null || candidate.Symbol is null || Symbols.Contains(candidate.Symbol));
}
