using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Simulation.Worlds;

namespace SqueezeFlow.Silo.Commands.Summaries;

/// <summary>What a demo's world traded in one market, up to which its reader is judged.</summary>
/// <param name="Market">The market.</param>
/// <param name="Trades">Trades made up to <paramref name="ToUnixMs"/>.</param>
/// <param name="ToUnixMs">End of the bars that are compared, exclusive.</param>
/// <param name="RemovedAfterUnixMs">Time of the last trade before the market was taken away; null when it was read to the end.</param>
internal sealed record MarketTruth(MarketId Market, long Trades, long ToUnixMs, long? RemovedAfterUnixMs = null)
{
    /// <summary>Of a market that is read to the end.</summary>
    public static MarketTruth ToEnd(World world, MarketId market, long fromUnixMs, long endUnixMs) =>
        new(market, world.Report(market, fromUnixMs, endUnixMs).Trades, endUnixMs);

    /// <summary>
    /// Of a market that was taken away: everything up to the last trade that was read, without a hole. Of trades in the millisecond of that one
    /// some may have been on their way.
    /// </summary>
    /// <param name="world">The world.</param>
    /// <param name="market">The market.</param>
    /// <param name="fromUnixMs">Start of the run.</param>
    /// <param name="received">Trades read in the run.</param>
    /// <param name="lastUnixMs">Time of the last of them; null when there was none.</param>
    public static MarketTruth ToRemoval(World world, MarketId market, long fromUnixMs, long received, long? lastUnixMs)
    {
        if (lastUnixMs is not { } last || last < fromUnixMs)
        {
            return new(market, 0, fromUnixMs, fromUnixMs);
        }

        var (before, within) = (world.Report(market, fromUnixMs, last).Trades, world.Report(market, fromUnixMs, last + 1).Trades);
        return received > before && received < within
            ? new(market, received, Timeframe.S1.Floor(last), last)
            : new(market, within, last + 1, last);
    }

    /// <summary>Adds the market's bars to a comparison.</summary>
    /// <param name="comparison">What was compared before.</param>
    /// <param name="world">The world.</param>
    /// <param name="fromUnixMs">Start of the run.</param>
    /// <param name="stored">Stored one-second bars of the run, in time order.</param>
    public BarComparison Compare(BarComparison comparison, World world, long fromUnixMs, IReadOnlyList<Bar> stored)
    {
        // A second that was cut off amid a millisecond is no bar to compare; whatever is later should not be there.
        var found = stored.Where(bar => bar.OpenUnixMs < ToUnixMs || bar.OpenUnixMs > RemovedAfterUnixMs);
        return comparison.Add(Market.ToString(), world.Bars(Market, Timeframe.S1, fromUnixMs, ToUnixMs), found);
    }
}
