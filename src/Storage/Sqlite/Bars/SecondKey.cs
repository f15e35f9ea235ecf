using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Storage.Sqlite.Bars;

/// <summary>
/// The key of a one-second bar: its second above, its market's number in the lowest 20 bits. Rows lie in order of time, so that
/// a second of all markets is written to neighbouring pages and old seconds are deleted together.
/// </summary>
internal static class SecondKey
{
    /// <summary>Most markets a store can number.</summary>
    public const int MaxMarkets = 1 << MarketBits;

    private const int MarketBits = 20;

    /// <summary>The key of a bar.</summary>
    /// <exception cref="ArgumentException">The bar does not begin at a whole second.</exception>
    public static long Of(long openUnixMs, int market) =>
        openUnixMs == Timeframe.S1.Floor(openUnixMs)
            ? (openUnixMs / 1_000 << MarketBits) | (uint)market
            : throw new ArgumentException($"A one-second bar begins at a whole second; found one at {openUnixMs} ms.", nameof(openUnixMs));

    /// <summary>The first key at or after a time.</summary>
    public static long From(long unixMs) => Ceiling(Math.Clamp(unixMs, MinUnixMs, MaxUnixMs)) << MarketBits;

    /// <summary>Open time of a key's bar.</summary>
    public static long OpenUnixMs(long key) => (key >> MarketBits) * 1_000;

    /// <summary>Market number of a key.</summary>
    public static int Market(long key) => (int)(key & (MaxMarkets - 1));

    private const long MaxUnixMs = (1L << 42) * 1_000;

    private const long MinUnixMs = -MaxUnixMs;

    private static long Ceiling(long unixMs)
    {
        var floor = Timeframe.S1.Floor(unixMs);
        return (floor / 1_000) + (floor == unixMs ? 0 : 1);
    }
}
