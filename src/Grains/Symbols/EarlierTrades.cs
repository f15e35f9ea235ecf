using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Grains.Symbols;

/// <summary>Trades of an older generation of a feed, of which a newer one has spoken already.</summary>
/// <param name="Identified">Those whose ids tell whether they were counted, under the newer generation.</param>
/// <param name="Unknown">Time of the first and last of the others; null when there are none.</param>
internal readonly record struct EarlierTrades(MarketTrades Identified, (long FromUnixMs, long ThroughUnixMs)? Unknown)
{
    /// <summary>Sorts trades out.</summary>
    /// <param name="item">The trades.</param>
    /// <param name="latest">The newer generation.</param>
    public static EarlierTrades Of(MarketTrades item, long latest)
    {
        var identified = new List<Trade>(item.Trades.Length);
        var (resumedAt, from, through) = (-1, long.MaxValue, long.MinValue);
        for (var i = 0; i < item.Trades.Length; i++)
        {
            var trade = item.Trades[i];
            resumedAt = i == item.ResumedAt ? identified.Count : resumedAt;
            if (trade.Kind == TradeKind.LiquidationReport)
            {
                // Of these the newer generation tells.
                continue;
            }

            if (trade.Id > 0)
            {
                identified.Add(trade);
            }
            else
            {
                (from, through) = (Math.Min(from, trade.UnixMs), Math.Max(through, trade.UnixMs));
            }
        }

        var known = new MarketTrades(item.Market, item.FeedId, latest, [.. identified], identified.Count) { DroppedBefore = item.DroppedBefore, ResumedAt = resumedAt };
        return new(known, from <= through ? (from, through) : null);
    }
}
