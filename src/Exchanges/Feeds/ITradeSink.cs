using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Exchanges.Feeds;

/// <summary>Takes the trades of one connection, on the thread that reads it: must neither block for long nor throw.</summary>
public interface ITradeSink
{
    /// <summary>A trade that passed every check.</summary>
    void Add(MarketSlot slot, in Trade trade);

    /// <summary>
    /// A trade from before the subscription, which venues repeat after it. It is no new flow on a cold start; after a reconnect it may be one
    /// that was missed.
    /// </summary>
    void AddPast(MarketSlot slot, in Trade trade)
    {
    }
}
