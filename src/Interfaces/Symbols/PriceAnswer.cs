using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Interfaces.Symbols;

/// <summary>Answer to a question for a price.</summary>
/// <param name="Point">The price; null when there is none yet, or never will be.</param>
/// <param name="IsFinal">True when waiting longer cannot help.</param>
public sealed record PriceAnswer(PricePoint? Point, bool IsFinal);
