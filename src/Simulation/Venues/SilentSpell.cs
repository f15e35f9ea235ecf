using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Simulation.Venues;

/// <summary>
/// A time in which connections deliver no trade although they stay open and answer: those that read the market and were there before it began.
/// A connection made later delivers.
/// </summary>
/// <param name="Market">The market that tells which connections.</param>
/// <param name="FromUnixMs">Market time of the first trade withheld, milliseconds since 1970 UTC.</param>
/// <param name="Length">Market time for which it lasts.</param>
public sealed record SilentSpell(MarketId Market, long FromUnixMs, TimeSpan Length)
{
    /// <summary>Market time of the first trade delivered again.</summary>
    public long ToUnixMs => FromUnixMs + (long)Length.TotalMilliseconds;
}
