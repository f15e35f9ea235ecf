using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Catalog;

namespace SqueezeFlow.Exchanges.Feeds;

/// <summary>Spreads markets over connections.</summary>
public static class FeedPlanner
{
    /// <summary>
    /// The connections for some markets of one venue: grouped by endpoint, evenly filled, in market order, so that equal input
    /// gives equal plans. Ids count up over all endpoints: <c>BINANCE/0</c>, <c>BINANCE/1</c>.
    /// </summary>
    public static FeedPlanSet Plan(IExchangeAdapter adapter, ExchangeSettings settings, IEnumerable<Instrument> instruments) =>
        Plan(adapter, settings, instruments, []);

    /// <summary>
    /// The same beside connections that run already: markets stay where they are, those no longer wanted leave, new ones take what room there
    /// is and then new connections. A connection without markets left is not in the result.
    /// </summary>
    public static FeedPlanSet Plan(
        IExchangeAdapter adapter, ExchangeSettings settings, IEnumerable<Instrument> instruments, IReadOnlyList<FeedPlan> running)
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
        var numbers = new FeedNumbers(running);

        foreach (var endpoint in descriptor.Endpoints)
        {
            var markets = byEndpoint[endpoint.Name].ToArray();
            if (!descriptor.IsAlive || !addresses.Streams.TryGetValue(endpoint.Name, out var address))
            {
                unserved.AddRange(markets);
                continue;
            }

            var most = Math.Max(1, (endpoint.StreamsPerConnection ?? descriptor.StreamsPerConnection) / endpoint.StreamsPerMarket);
            most = Math.Min(most, settings.MarketsPerConnection ?? most);
            var kept = running.Where(plan => plan.Endpoint == endpoint.Name && plan.Address == address && plan.TradeStream == settings.TradeStream);
            var left = Keep(feeds, [.. kept], markets, most);
            var room = Math.Max(0, (descriptor.MostConnections ?? int.MaxValue) - feeds.Count);
            foreach (var shard in Shards(left, most))
            {
                if (room-- > 0)
                {
                    feeds.Add(new($"{descriptor.Id}/{numbers.Next()}", descriptor.Id, endpoint.Name, address, shard) { TradeStream = settings.TradeStream });
                }
                else
                {
                    leftOut.AddRange(shard);
                }
            }
        }

        return new(feeds, unserved) { LeftOut = leftOut };
    }

    private static Instrument[] Keep(List<FeedPlan> feeds, FeedPlan[] running, Instrument[] markets, int most)
    {
        var wanted = markets.ToDictionary(market => market.Market);
        var stayed = running.Select(plan => plan.Markets.Where(m => wanted.ContainsKey(m.Market)).Select(m => wanted[m.Market]).ToList()).ToArray();
        var fresh = new Queue<Instrument>(markets.ExceptBy(stayed.SelectMany(list => list.Select(m => m.Market)), m => m.Market));
        for (var i = 0; i < running.Length; i++)
        {
            var list = stayed[i];
            while (list.Count > 0 && list.Count < most && fresh.TryDequeue(out var market))
            {
                list.Add(market);
            }

            if (list.Count > 0)
            {
                feeds.Add(running[i] with { Markets = list });
            }
        }

        return [.. fresh];
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

    private sealed class FeedNumbers(IReadOnlyList<FeedPlan> running)
    {
        private readonly HashSet<string> _taken = [.. running.Select(plan => plan.FeedId.Split('/')[^1])];
        private int _next;

        public int Next()
        {
            while (_taken.Contains($"{_next}"))
            {
                _next++;
            }

            return _next++;
        }
    }
}
