namespace SqueezeFlow.Core.Trades;

/// <summary>What one silo read for one symbol since its last call, over all markets and feeds.</summary>
/// <param name="Markets">One entry per market and feed.</param>
/// <param name="Source">The sender: a repetition of its latest batch is refused.</param>
/// <param name="Sequence">Number of the batch, rising by one for each source.</param>
/// <param name="SentUnixMs">Wall time of sending, milliseconds since 1970 UTC.</param>
public sealed record TradeBatch(IReadOnlyList<MarketTrades> Markets, string Source, long Sequence, long SentUnixMs)
{
    /// <summary>
    /// Number of the batch before it that the sender still keeps; 0 when it keeps none. Whoever has not taken that one answers that it knows nothing, and is handed everything that
    /// is kept first.
    /// </summary>
    public long Follows { get; init; }

    /// <summary>Time of the earliest trade among the first of each market, by the venue's clock, milliseconds since 1970 UTC; null when there is none.</summary>
    public long? OldestUnixMs
    {
        get
        {
            long? oldest = null;
            foreach (var market in Markets)
            {
                if (market.Trades is [var first, ..] && !(first.UnixMs >= oldest))
                {
                    oldest = first.UnixMs;
                }
            }

            return oldest;
        }
    }
}
