using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.Exchanges.Rest;

namespace SqueezeFlow.Grains.Feeds;

/// <summary>From a venue's list to its connections: reads the list, chooses markets, spreads them. Safe for concurrent use.</summary>
internal sealed class ExchangePlanner(ExchangeRests rests, IOptions<ExchangesOptions> exchanges, ILogger<ExchangePlanner> logger)
{
    /// <summary>What separates a feed's id from the number of its copy.</summary>
    public const char CopySeparator = '+';

    /// <summary>Connections of a venue for the chosen markets, each as often as asked for.</summary>
    /// <exception cref="InvalidOperationException">The venue is unknown or has closed, or nothing of its list was chosen.</exception>
    /// <exception cref="HttpRequestException">The list cannot be had.</exception>
    public async Task<IReadOnlyList<FeedPlan>> PlanAsync(string exchange, FeedSelectionOptions selection, CancellationToken cancellationToken)
    {
        if (!ExchangeCatalog.TryGet(exchange, out var adapter))
        {
            throw new InvalidOperationException($"Feeds:Exchanges names {exchange}, which is not known; known are {string.Join(", ", ExchangeCatalog.All.Select(a => a.Descriptor.Id))}");
        }

        if (!rests.TryGet(exchange, out var rest))
        {
            throw new InvalidOperationException($"{exchange} has closed: its recordings can be read, it cannot be connected to; remove it from Feeds:Exchanges");
        }

        var listed = (await rest.GetInstrumentsAsync(cancellationToken)).Instruments;
        var selector = new MarketSelector(selection.Markets);
        foreach (var (asked, nearest) in selector.Unknown(exchange, listed))
        {
            FeedLog.UnknownMarket(logger, asked, nearest);
        }

        var plan = FeedPlanner.Plan(adapter, exchanges.Value.Of(exchange), listed.Where(selector.Wants), selection.Redundancy);
        if (plan.LeftOut.Count > 0)
        {
            FeedLog.LeftOut(logger, exchange, plan.LeftOut.Count, plan.LeftOut[0].Market.ToString());
        }

        return plan.Feeds.Count > 0
            ? [.. plan.Feeds.SelectMany(f => Copies(f, selection.Redundancy))]
            : throw new InvalidOperationException($"none of {listed.Count} markets of {exchange} matches Feeds:Markets '{selection.Markets}'");
    }

    private static IEnumerable<FeedPlan> Copies(FeedPlan plan, int count) =>
        Enumerable.Range(0, count).Select(n => n == 0 ? plan : plan with { FeedId = $"{plan.FeedId}{CopySeparator}{n}" });
}
