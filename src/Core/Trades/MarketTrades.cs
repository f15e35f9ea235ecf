using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Core.Trades;

/// <summary>Trades of one market from one feed, in arrival order. Never changed while a call that carries it is under way.</summary>
/// <param name="market">The market.</param>
/// <param name="feedId">The feed that read them, e.g. <c>BINANCE/0</c>.</param>
/// <param name="epoch">Generation of that feed; of an older generation than the last seen only trades count whose ids tell them apart.</param>
/// <param name="buffer">Storage; only the first <paramref name="count"/> items are meant. May belong to a pool of the sender.</param>
/// <param name="count">Number of trades.</param>
public sealed class MarketTrades(MarketId market, string feedId, long epoch, Trade[] buffer, int count)
{
    /// <summary>The market.</summary>
    public MarketId Market { get; } = market;

    /// <summary>The feed that read the trades.</summary>
    public string FeedId { get; } = feedId;

    /// <summary>Generation of the feed, rising by one with each owner.</summary>
    public long Epoch { get; } = epoch;

    /// <summary>Trades that the sender had to drop before these, for want of room; greater than zero marks the minute partial.</summary>
    public long DroppedBefore { get; init; }

    /// <summary>
    /// Place of the first trade that came after the feed had not been listening for a while: trades may be missing just before it. -1 when it
    /// listened all the time.
    /// </summary>
    public int ResumedAt { get; init; } = -1;

    /// <summary>The trades in arrival order.</summary>
    public ReadOnlySpan<Trade> Trades => buffer.AsSpan(0, count);

    /// <summary>The same with storage of its own, of just the size that it needs.</summary>
    /// <returns>Trades that stay when the sender's storage is filled anew.</returns>
    public MarketTrades Detach() => With(Trades.ToArray(), DroppedBefore);

    /// <summary>The same, more of the trades before it dropped.</summary>
    /// <param name="dropped">How many more.</param>
    /// <returns>Trades over the same storage.</returns>
    public MarketTrades After(long dropped) => With(buffer, DroppedBefore + dropped);

    private MarketTrades With(Trade[] storage, long droppedBefore) =>
        new(Market, FeedId, Epoch, storage, count) { DroppedBefore = droppedBefore, ResumedAt = ResumedAt };
}
