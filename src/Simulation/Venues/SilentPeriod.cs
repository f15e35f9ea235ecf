using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Simulation.Venues;

/// <summary>
/// A time in which connections deliver no trade although they stay open and answer: those that read the market and were there before it began.
/// A connection made later delivers.
/// </summary>
/// <param name="Market">The market that tells which connections.</param>
/// <param name="After">Market time from the start of the clock to the first trade withheld.</param>
/// <param name="Length">Market time for which it lasts.</param>
public sealed record SilentPeriod(MarketId Market, TimeSpan After, TimeSpan Length);
