namespace SqueezeFlow.Core.Views.Shadowing;

/// <summary>A shadow with what it did in each symbol.</summary>
/// <param name="Shadow">All symbols together.</param>
/// <param name="Symbols">Each of them, in ordinal order.</param>
public sealed record ShadowDetailView(ShadowView Shadow, IReadOnlyList<ShadowSymbolView> Symbols);
