using System.Globalization;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Grains;
using SqueezeFlow.Silo.Commands.Summaries;
using SqueezeFlow.Simulation.Worlds;

namespace SqueezeFlow.Silo.Commands.Demo;

/// <summary>Holds what a demo received and stored against what its world traded.</summary>
internal sealed class DemoVerdict(World world, IBarStore store, IPipeline pipeline)
{
    /// <summary>Trades that can be received of those that venues sent: of a market that was taken away no more than were.</summary>
    public async Task<long> ReceivableAsync(IReadOnlyDictionary<MarketId, long> sent, CancellationToken cancellationToken)
    {
        var removed = await RemovedAsync(cancellationToken);
        return sent.Sum(market => removed.TryGetValue(market.Key, out var view) ? view?.Trades ?? 0 : market.Value);
    }

    /// <summary>Judges every market of the world over <c>[from, to)</c>; those that were taken away up to then.</summary>
    /// <param name="fromUnixMs">Start of the run.</param>
    /// <param name="toUnixMs">End of the run.</param>
    /// <param name="before">What had been counted of each market before the run, by market id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<(IReadOnlyDictionary<MarketId, MarketTruth> Markets, BarComparison Bars)> JudgeAsync(
        long fromUnixMs, long toUnixMs, IReadOnlyDictionary<string, long> before, CancellationToken cancellationToken)
    {
        var removed = await RemovedAsync(cancellationToken);
        Dictionary<MarketId, MarketTruth> truths = [];
        var bars = BarComparison.None;
        foreach (var market in world.Markets.Select(market => market.Id))
        {
            var truth = removed.TryGetValue(market, out var view)
                ? MarketTruth.ToRemoval(world, market, fromUnixMs, (view?.Trades ?? 0) - before.GetValueOrDefault(market.ToString()), view?.LastTradeAt?.ToUnixTimeMilliseconds())
                : MarketTruth.ToEnd(world, market, fromUnixMs, toUnixMs);
            truths[market] = truth;
            bars = truth.Compare(bars, world, fromUnixMs, await store.ReadAsync(market, Timeframe.S1, fromUnixMs, toUnixMs, cancellationToken));
        }

        return (truths, bars);
    }

    /// <summary>What is wrong with a run, a sentence each; empty when nothing is.</summary>
    public static IEnumerable<string> FaultsOf(RunSummary summary)
    {
        foreach (var market in summary.Markets.Where(market => market.Generated != market.Trades))
        {
            var until = market.RemovedAfter is { } last ? string.Create(CultureInfo.InvariantCulture, $" until it was taken away after {last:HH:mm:ss.fff}") : "";
            yield return $"{market.Market}: expected {market.Generated} trades{until}, received {market.Trades}";
        }

        if (summary.Comparison is { FirstDifference: { } difference, Unequal: var unequal })
        {
            yield return $"{unequal} bars differ from the venues' own, the first: {difference}";
        }
    }

    // With what was counted of each; null when it was never followed.
    private async Task<Dictionary<MarketId, MarketView?>> RemovedAsync(CancellationToken cancellationToken)
    {
        var plans = await pipeline.GetPlansAsync(cancellationToken);
        string[] removed = [.. plans.Values.SelectMany(plan => plan.Removed)];
        var views = removed.Length == 0 ? [] : await pipeline.GetMarketsAsync(cancellationToken);
        return removed.ToDictionary(MarketId.Parse, market => views.FirstOrDefault(view => view.Market == market));
    }
}
