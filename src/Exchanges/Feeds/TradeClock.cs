namespace SqueezeFlow.Exchanges.Feeds;

/// <summary>Which exchange times can be true.</summary>
internal static class TradeClock
{
    /// <summary>How far a venue's clock may be ahead, milliseconds.</summary>
    public const long MostAheadMs = 10_000;

    /// <summary>How old a trade may be on arrival, milliseconds: as long as bars can be corrected.</summary>
    public const long MostBehindMs = 300_000;

    /// <summary>Whether a trade that is received now can have happened then.</summary>
    public static bool IsCredible(long exchangeUnixMs, long receivedUnixMs) =>
        exchangeUnixMs <= receivedUnixMs + MostAheadMs && exchangeUnixMs >= receivedUnixMs - MostBehindMs;
}
