using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Exchanges.Feeds;

/// <summary>Takes the trades of one connection, on the thread that reads it: must neither block for long nor throw.</summary>
public interface ITradeSink
{
    /// <summary>A trade that passed every check.</summary>
    void Add(MarketSlot slot, in Trade trade);

    /// <summary>A print of a market could not be made a trade: something of that market is missing before the next one.</summary>
    void OnMissed(MarketSlot slot)
    {
    }
}
