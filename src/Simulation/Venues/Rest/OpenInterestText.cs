using SqueezeFlow.Simulation.Worlds;

namespace SqueezeFlow.Simulation.Venues.Rest;

/// <summary><c>openInterest</c> of a perpetual, base units.</summary>
internal static class OpenInterestText
{
    /// <summary>The answer at a market time.</summary>
    public static string Write(MarketSource source, long nowUnixMs)
    {
        var market = source.Market;
        var lots = (long)(source.OpenInterest(nowUnixMs) * market.SizeUnits);
        return $$"""{"openInterest":"{{Decimals.Text(lots, market.SizeDigits, 0)}}","symbol":"{{market.VenueSymbol}}","time":{{nowUnixMs}}}""";
    }
}
