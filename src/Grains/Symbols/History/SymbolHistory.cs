using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Grains.Symbols.History;

/// <summary>Strategy bars before those that were counted live.</summary>
/// <param name="Bars">Bars in time order.</param>
/// <param name="IsProven">Whether every bar is proven complete or comes from the venue itself.</param>
/// <param name="Error">Why some may be missing, in words; null when nothing went wrong.</param>
internal sealed record SymbolHistory(IReadOnlyList<SymbolBar> Bars, bool IsProven, string? Error);
