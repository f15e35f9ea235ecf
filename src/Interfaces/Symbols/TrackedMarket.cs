using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Interfaces.Symbols;

/// <summary>A market of a symbol.</summary>
/// <param name="Market">The market.</param>
/// <param name="Kind">Which side of the strategy it feeds.</param>
/// <param name="Quote">Quote currency; flow counts for the strategy only when it is USD-like.</param>
/// <param name="Proof">How strong its evidence of completeness is.</param>
/// <param name="HasTakerSplit">Whether the venue's own history can warm the market up.</param>
public sealed record TrackedMarket(MarketId Market, MarketKind Kind, string Quote, ProofKind Proof, bool HasTakerSplit);
