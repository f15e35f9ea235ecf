namespace SqueezeFlow.Exchanges.Prints;

/// <summary>
/// Which exchange times can be true. A trade's time is the one that the venue states, whichever way the trade comes: the stream and the list
/// of past trades must agree on it, and the venue's own bars too. Only a time that is still to come is none.
/// </summary>
internal static class TradeClock
{
    /// <summary>How far a venue's clock may be ahead of ours, milliseconds; as long as a silent market holds up the others of its symbol.</summary>
    public const long MostAheadMs = 60_000;

    /// <summary>Whether a trade that is received now can have happened then.</summary>
    public static bool IsCredible(long exchangeUnixMs, long receivedUnixMs) => exchangeUnixMs <= receivedUnixMs + MostAheadMs;
}
