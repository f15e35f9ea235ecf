using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.Exchanges.Rest;
using SqueezeFlow.Interfaces.Feeds;

namespace SqueezeFlow.Grains.Feeds.Planning;

/// <summary>From a venue's list to its connections: reads the list, chooses markets, spreads them. Safe for concurrent use.</summary>
internal sealed class ExchangePlanner(ExchangeRests rests, IOptions<ExchangesOptions> exchanges, ILogger<ExchangePlanner> logger)
{
    /// <summary>Reads a venue's list, and its turnovers where the largest markets are asked for.</summary>
    /// <exception cref="InvalidOperationException">The venue is unknown or has closed.</exception>
    /// <exception cref="HttpRequestException">The list cannot be had.</exception>
    public async Task<MarketList> ReadAsync(string exchange, FeedSelectionOptions selection, CancellationToken cancellationToken)
    {
        var rest = RestOf(exchange);
        var list = await rest.GetInstrumentsAsync(cancellationToken);
        var largest = selection.TopByTurnover > 0 && rest.HasTurnover
            ? Largest(list.Instruments, await rest.GetTurnoverAsync(cancellationToken), selection.TopByTurnover)
            : [];
        return new(list, largest);
    }

    /// <summary>Markets of a list that the configuration asks for, with what was said at run time.</summary>
    public IReadOnlyList<Instrument> Choose(string exchange, MarketList list, FeedSelectionOptions selection, ExchangeGrainState changes)
    {
        var listed = list.Instruments.Instruments;
        var isTopAlone = list.Largest.Count > 0 && selection.Markets.Length == 0;
        var selector = new MarketSelector(selection.Markets);
        foreach (var (asked, nearest) in selector.Unlisted(listed).Where(name => MarketId.TryParse(name.Asked, out var market) && market.Exchange == exchange))
        {
            FeedLog.UnknownMarket(logger, asked, nearest is null ? "nothing listed is near it" : $"the nearest is {nearest}");
        }

        return [.. listed.Where(i =>
            i.IsTrading && !changes.Removed.Contains(i.Market.ToString()) &&
            (changes.Added.Contains(i.Market.ToString()) || list.Largest.Contains(i.Market) || (!isTopAlone && selector.Wants(i))))];
    }

    /// <summary>Connections for chosen markets beside those that run, each as often as asked for.</summary>
    /// <exception cref="InvalidOperationException">None of the markets can be read.</exception>
    public FeedPlanSet Spread(string exchange, IReadOnlyList<Instrument> chosen, IReadOnlyList<FeedPlan> running, FeedSelectionOptions selection)
    {
        var adapter = AdapterOf(exchange);
        var originals = running.Where(plan => !FeedCopies.IsCopy(plan.FeedId)).ToArray();
        var plan = FeedPlanner.Plan(adapter, exchanges.Value.Of(exchange), chosen, originals);
        Report(exchange, plan.Unserved, "their address is switched off");
        Report(exchange, plan.LeftOut, "the venue allows no further connection");

        return plan with { Feeds = [.. plan.Feeds.SelectMany(f => Copies(f, selection.Redundancy))] };
    }

    private void Report(string exchange, IReadOnlyList<Instrument> markets, string why)
    {
        if (markets.Count > 0)
        {
            FeedLog.Unread(logger, exchange, markets.Count, why, markets.Take(5).Select(i => i.Market));
        }
    }

    private static HashSet<MarketId> Largest(IReadOnlyList<Instrument> listed, IReadOnlyDictionary<MarketId, double> turnover, int most) =>
        [.. listed
            .Where(i => i.IsTrading && QuoteCurrency.IsUsdLike(i.Quote))
            .Select(i => (i.Market, Turnover: turnover.GetValueOrDefault(i.Market)))
            .Where(i => i.Turnover > 0)
            .OrderByDescending(i => i.Turnover)
            .ThenBy(i => i.Market)
            .Take(most)
            .Select(i => i.Market)];

    private static IExchangeAdapter AdapterOf(string exchange) => ExchangeCatalog.TryGet(exchange, out var adapter)
        ? adapter
        : throw new InvalidOperationException($"Feeds:Exchanges names {exchange}, which is not known; known are {string.Join(", ", ExchangeCatalog.All.Select(a => a.Descriptor.Id))}");

    private IExchangeRest RestOf(string exchange)
    {
        var venue = AdapterOf(exchange).Descriptor;
        return rests.TryGet(exchange, out var rest)
            ? rest
            : throw new InvalidOperationException(
                $"{exchange} was {venue.Closed}: its recordings can be read, it cannot be connected to; remove it from Feeds:Exchanges");
    }

    private static IEnumerable<FeedPlan> Copies(FeedPlan plan, int count) =>
        Enumerable.Range(0, count).Select(n => n == 0 ? plan : plan with { FeedId = $"{plan.FeedId}{FeedCopies.Separator}{n}" });
}
