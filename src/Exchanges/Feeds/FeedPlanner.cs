using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Catalog;

namespace SqueezeFlow.Exchanges.Feeds;

/// <summary>Spreads markets over connections.</summary>
public static class FeedPlanner
{
    /// <summary>
    /// The connections for some markets of one venue: grouped by endpoint, evenly filled, in market order, so that equal input
    /// gives equal plans. Ids count up over all endpoints: <c>BINANCE/0</c>, <c>BINANCE/1</c>. What does not fit into the connections that
    /// the venue allows is left out.
    /// </summary>
    /// <param name="adapter">The venue.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="instruments">The markets, in any order.</param>
    /// <param name="copies">How often each connection will be made; the venue's limit is on all of them together.</param>
    public static FeedPlanSet Plan(
        IExchangeAdapter adapter, ExchangeSettings settings, IEnumerable<Instrument> instruments, int copies = 1)
    {
        var descriptor = adapter.Descriptor;
        var addresses = new ExchangeAddresses(descriptor, settings);
        var byEndpoint = instruments
            .DistinctBy(instrument => instrument.Market)
            .OrderBy(instrument => instrument.Market)
            .ToLookup(instrument => adapter.EndpointOf(instrument, settings.TradeStream));
        var feeds = new List<FeedPlan>();
        var unserved = new List<Instrument>();
        var leftOut = new List<Instrument>();
        var mostFeeds = descriptor.MostConnections / copies ?? int.MaxValue;

        foreach (var endpoint in descriptor.Endpoints)
        {
            var markets = byEndpoint[endpoint.Name].ToArray();
            if (!descriptor.IsAlive || !addresses.Streams.TryGetValue(endpoint.Name, out var address))
            {
                unserved.AddRange(markets);
                continue;
            }

            var perFeed = Math.Max(1, (endpoint.StreamsPerConnection ?? descriptor.StreamsPerConnection) / endpoint.StreamsPerMarket);
            var room = (int)Math.Min(markets.Length, (long)(mostFeeds - feeds.Count) * perFeed);
            leftOut.AddRange(markets[room..]);
            foreach (var shard in Shards(markets[..room], perFeed))
            {
                feeds.Add(new($"{descriptor.Id}/{feeds.Count}", descriptor.Id, endpoint.Name, address, shard)
                {
                    TradeStream = settings.TradeStream,
                });
            }
        }

        return new(feeds, unserved) { LeftOut = leftOut };
    }

    private static IEnumerable<Instrument[]> Shards(Instrument[] markets, int most)
    {
        var shards = (markets.Length + most - 1) / most;
        for (var i = 0; i < shards; i++)
        {
            var from = (int)((long)markets.Length * i / shards);
            var to = (int)((long)markets.Length * (i + 1) / shards);
            yield return markets[from..to];
        }
    }
}
