using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Exchanges.Sessions;

/// <summary>
/// Takes the trades of one connection, on the thread that reads it and on no other: must neither block for long nor throw. What one read of the
/// socket brought comes in one go, closed by <see cref="OnReadCompleted"/>, so that it can be gathered without a lock and handed on at once.
/// </summary>
public interface ITradeSink
{
    /// <summary>A trade that passed every check.</summary>
    void Add(MarketSlot slot, in Trade trade);

    /// <summary>A print of a market could not be made a trade: something of that market is missing before the next one.</summary>
    void OnMissed(MarketSlot slot)
    {
    }

    /// <summary>Something that the venue sent was lost or could not be read: trades of any market may be missing before the next one.</summary>
    void OnMissed()
    {
    }

    /// <summary>
    /// Every message that one read brought to its end has been parsed: the place to hand a batch on. Called once after everything that the read
    /// delivered, however it ended (a venue that closes, an adapter that breaks), and not for a read that brought no message to its end.
    /// </summary>
    /// <param name="receivedUnixMs">Wall time of that read, milliseconds since 1970 UTC.</param>
    void OnReadCompleted(long receivedUnixMs)
    {
    }
}
