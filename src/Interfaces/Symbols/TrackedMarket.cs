using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Interfaces.Symbols;

/// <summary>A market of a symbol.</summary>
/// <param name="Instrument">The market and what its sizes are worth; flow counts for the strategy only when its quote is USD-like.</param>
/// <param name="Proof">How strong its evidence of completeness is.</param>
public sealed record TrackedMarket(Instrument Instrument, ProofKind Proof)
{
    /// <summary>The market.</summary>
    public MarketId Market => Instrument.Market;
}
