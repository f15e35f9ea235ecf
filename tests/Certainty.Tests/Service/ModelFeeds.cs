using System.Text;
using SqueezeFlow.Certainty.Tests.Scenarios;
using SqueezeFlow.Certainty.Tests.Venues;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.Interfaces.Feeds;

namespace SqueezeFlow.Certainty.Tests.Service;

/// <summary>What the exchange's grain, the feeds' grains and the host do with a venue's list: the real planner, connections of the model.</summary>
internal sealed class ModelFeeds(ModelWorld world, ModelService service)
{
    private const long RefreshMs = 30_000;
    private const long LeaseMs = 15_000;
    private const long UntilKnownMs = 2_000;

    /// <summary>What ends the id of a second connection to the same markets.</summary>
    public static string Copy { get; } = $"{FeedCopies.Separator}1";

    private readonly Dictionary<string, IReadOnlyList<FeedPlan>> _plans = [];
    private readonly Dictionary<string, IReadOnlyList<Instrument>> _lists = [];
    private readonly Dictionary<string, ModelFeed> _feeds = [];
    private readonly HashSet<int> _lost = [];

    /// <summary>Whether every market is read twice.</summary>
    public bool IsRedundant { get; } = world.Scenario.Of<Redundant>().Any();

    /// <summary>Connections of a venue, open or not.</summary>
    public IEnumerable<ModelFeed> Of(string venue) => _feeds.Values.Where(f => f.Plan.Exchange == venue).ToArray();

    public void Start()
    {
        foreach (var venue in world.Markets.Select(m => m.Spec.Venue).Distinct())
        {
            Refresh(venue);
            world.Agenda.Every(RefreshMs, () =>
            {
                if (service.IsAlive)
                {
                    Refresh(venue);
                }

                return service.IsAlive;
            });
        }
    }

    public void Stop()
    {
        foreach (var feed in _feeds.Values)
        {
            feed.Stop();
        }

        _feeds.Clear();
    }

    /// <summary>Nobody reads the feeds of a silo.</summary>
    public void Lose(int place)
    {
        _lost.Add(place);
        foreach (var (id, feed) in _feeds.Where(f => service.PlaceOf(f.Key) == place).ToArray())
        {
            feed.Stop();
            _feeds.Remove(id);
        }
    }

    /// <summary>They are read again.</summary>
    public void Return(int place)
    {
        _lost.Remove(place);
        foreach (var plan in _plans.Values.SelectMany(plans => plans).ToArray())
        {
            Assign(plan);
        }
    }

    /// <summary>An operator has added or removed markets: the list that is known is spread anew.</summary>
    public void Change(string venue) => Spread(venue);

    private void Refresh(string venue)
    {
        var style = VenueStyle.All[venue];
        var list = new List<Instrument>();
        var body = style.List(world.Markets.Where(m => m.Spec.Venue == venue), world.Agenda.NowMs);
        if (!style.Adapter.TryReadInstruments(Encoding.UTF8.GetBytes(body), list))
        {
            throw new InvalidOperationException($"{venue} does not read its list: {body}");
        }

        _lists[venue] = list;
        world.KnownOf(venue).Learn(list, world.Agenda.NowMs, world.Agenda.NowMs + UntilKnownMs);
        Spread(venue);
    }

    private void Spread(string venue)
    {
        var settings = new ExchangeSettings { MarketsPerConnection = world.Scenario.MarketsPerConnection };
        var chosen = _lists[venue].Where(i => i.IsTrading && !IsRemoved(i.Market));
        var before = _plans.GetValueOrDefault(venue, []);
        var originals = before.Where(b => !b.FeedId.EndsWith(Copy, StringComparison.Ordinal)).ToArray();
        var planned = FeedPlanner.Plan(VenueStyle.All[venue].Adapter, settings, chosen, originals).Feeds;
        planned = [.. planned.Select(p => p with { Changed = world.KnownOf(venue).ChangedOf(p.Markets) })];
        FeedPlan[] after = IsRedundant ? [.. planned, .. planned.Select(p => p with { FeedId = p.FeedId + Copy })] : [.. planned];
        Array.ForEach(after, Assign);
        _plans[venue] = after;
        foreach (var gone in before.Where(b => after.All(a => a.FeedId != b.FeedId)))
        {
            world.Agenda.At(world.Agenda.NowMs + LeaseMs, () => EndLease(venue, gone.FeedId));
        }
    }

    private bool IsRemoved(MarketId market) => world.Scenario.Of<Removed>()
        .Any(f => f.Market == market.ToString() && world.Seconds >= f.At && world.Seconds < f.End);

    private void Assign(FeedPlan plan)
    {
        if (_lost.Contains(service.PlaceOf(plan.FeedId)))
        {
            return;
        }

        if (!_feeds.TryGetValue(plan.FeedId, out var feed))
        {
            _feeds[plan.FeedId] = new(world, service, plan);
        }
        else if (!feed.Plan.Markets.SequenceEqual(plan.Markets) || !feed.Plan.Changed.SequenceEqual(plan.Changed))
        {
            feed.Change(plan);
        }
    }

    private void EndLease(string venue, string feedId)
    {
        if (service.IsAlive && _plans[venue].All(p => p.FeedId != feedId) && _feeds.Remove(feedId, out var feed))
        {
            feed.Stop();
        }
    }
}
