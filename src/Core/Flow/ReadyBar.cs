using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Core.Flow;

/// <summary>A closed strategy bar that waits for its evaluation.</summary>
/// <param name="Bar">The bar.</param>
/// <param name="CloseUnixMs">Its end, milliseconds since 1970 UTC.</param>
/// <param name="HoleMs">Market time missing in it, the worst of its markets, milliseconds.</param>
public readonly record struct ReadyBar(SymbolBar Bar, long CloseUnixMs, long HoleMs);
