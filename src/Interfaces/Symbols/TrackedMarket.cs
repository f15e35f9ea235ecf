using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Interfaces.Symbols;

/// <summary>A market of a symbol.</summary>
/// <param name="Instrument">The market and what its sizes are worth now; flow counts for the strategy only when its quote is USD-like.</param>
/// <param name="Proof">How strong its evidence of completeness is.</param>
public sealed record TrackedMarket(Instrument Instrument, ProofKind Proof)
{
    /// <summary>The market.</summary>
    public MarketId Market => Instrument.Market;

    /// <summary>What its sizes were worth before; null where they have been the same for as long as is known.</summary>
    public InstrumentHistory? Changed { get; init; }

    /// <summary>What was in force when.</summary>
    /// <returns>The history, of one version at least.</returns>
    public InstrumentHistory History() => Changed ?? InstrumentHistory.Of(Instrument);
}
