using SqueezeFlow.Core.Api;

namespace SqueezeFlow.Grains.Screen;

/// <summary>What one reader wants to be told.</summary>
/// <param name="Symbols">Base coins; null for all. Events that are about no coin always pass.</param>
/// <param name="Kinds">Kinds of event; null for all.</param>
/// <param name="Hz">Times a second at most that <c>bar</c> and <c>sym</c> are told; greater than zero.</param>
public sealed record ScreenFilter(IReadOnlySet<string>? Symbols = null, IReadOnlySet<string>? Kinds = null, double Hz = 4)
{
    /// <summary>Whether only what happens in this process is wanted.</summary>
    public bool IsOwnOnly { get; init; }

    /// <summary>Those of the base coins whose bars are wanted; null for all of them.</summary>
    public IReadOnlySet<string>? Bars { get; init; }

    /// <summary>Whether the reader wants this one.</summary>
    public bool Wants(ScreenEvent candidate) =>
        !(IsOwnOnly && candidate.IsRelayed) &&
        (Kinds is null || Kinds.Contains(candidate.Kind)) &&
        (candidate.Symbol is not { } symbol || ((Symbols?.Contains(symbol) ?? true) && (candidate.Kind != EventKinds.Bar || (Bars?.Contains(symbol) ?? true))));

    /// <summary>Whether whoever is told what this filter passes is told all that the other one passes, and as often.</summary>
    public bool Covers(ScreenFilter other) =>
        (Symbols is null || (other.Symbols is { } symbols && Symbols.IsSupersetOf(symbols))) &&
        (Kinds is null || (other.Kinds is { } kinds && Kinds.IsSupersetOf(kinds))) &&
        (Bars is null || (other.Bars is { } bars && Bars.IsSupersetOf(bars))) &&
        Hz >= other.Hz;

    /// <summary>What passes all that either of two passes.</summary>
    public ScreenFilter Union(ScreenFilter other) =>
        new(Union(Symbols, other.Symbols), Union(Kinds, other.Kinds), Math.Max(Hz, other.Hz)) { Bars = Union(Bars, other.Bars) };

    private static HashSet<string>? Union(IReadOnlySet<string>? one, IReadOnlySet<string>? other) => one is null || other is null ? null : [.. one, .. other];
}
