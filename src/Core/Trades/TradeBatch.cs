namespace SqueezeFlow.Core.Trades;

/// <summary>What one silo read for one symbol since its last call, over all markets and feeds.</summary>
/// <param name="Markets">One entry per market and feed.</param>
/// <param name="Source">The sender: a repetition of its latest batch is refused.</param>
/// <param name="Sequence">Number of the batch, rising by one for each source.</param>
/// <param name="SentUnixMs">Wall time of sending, milliseconds since 1970 UTC.</param>
public sealed record TradeBatch(IReadOnlyList<MarketTrades> Markets, string Source, long Sequence, long SentUnixMs);
