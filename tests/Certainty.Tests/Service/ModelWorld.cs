using System.Diagnostics.CodeAnalysis;
using SqueezeFlow.Certainty.Tests.Scenarios;
using SqueezeFlow.Certainty.Tests.Venues;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.Grains.Feeds;

namespace SqueezeFlow.Certainty.Tests.Service;

/// <summary>Everything of a run: what happened on the markets, the service that watched, and what it stored.</summary>
[SuppressMessage("Design", "CA1001", Justification = "a service is disposed of when it ends, the last one with the run")]
internal sealed class ModelWorld
{
    // Half a second at least. Searches that wait for a place among the four of a host that others hold in time to come wait in vain here.
    private const int MostYields = 500_000;

    private readonly Random _delays;
    private readonly Dictionary<string, Delivery> _deliveries = [];
    private readonly Dictionary<string, ExchangeGrainState> _known = [];
    private ModelService? _service;
    private long _epoch;
    private int _number;

    private ModelWorld(Scenario scenario)
    {
        Scenario = scenario;
        _delays = new(scenario.Seed);

        // Some runs reach over midnight, where the day's bar changes.
        StartMs = 1_767_600_000_000 + (scenario.Seed % 4 == 0 ? 86_400_000L - 400_000 - (1_767_600_000_000 % 86_400_000) : scenario.Seed * 7_919_000L % 50_000_000);
        Agenda = new(StartMs) { Settle = Settle };
        Clock = new(Agenda);
        IsShared = scenario.Of<ClusterFault>().Any();
        Markets = [.. scenario.Markets.Select(m => new ModelMarket(scenario, m, VenueStyle.All[m.Venue], StartMs))];
        Rest = new(scenario, Markets, Agenda, StartMs);
    }

    public Scenario Scenario { get; }

    public long StartMs { get; }

    /// <summary>Whether the service is a cluster, whose silos share the store.</summary>
    public bool IsShared { get; }

    public Agenda Agenda { get; }

    public ModelClock Clock { get; }

    public ModelScheduler Scheduler { get; } = new();

    public ModelStore Store { get; } = new();

    public ModelRest Rest { get; }

    public IReadOnlyList<ModelMarket> Markets { get; }

    /// <summary>Wall time since the start, seconds.</summary>
    public double Seconds => (Agenda.NowMs - StartMs) / 1000.0;

    /// <summary>Runs a scenario to its end.</summary>
    public static ModelWorld Run(Scenario scenario)
    {
        var world = new ModelWorld(scenario);
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            world.Plan();
            world.Agenda.RunUntil(world.StartMs + (scenario.Seconds * 1000L));
            world.End();
            return world;
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    /// <summary>What the service remembers of a venue's markets, which outlives it.</summary>
    public ExchangeGrainState KnownOf(string venue) => _known.TryGetValue(venue, out var known) ? known : _known[venue] = new();

    /// <summary>When a connection can be made again; null when it can be now.</summary>
    public long? BackAt(FeedPlan plan)
    {
        var drops = Scenario.Of<Dropped>().Select(f => (f.Venue, f.At, f.End));
        var alone = Scenario.Of<CopyDropped>().Where(_ => plan.FeedId.EndsWith(ModelFeeds.Copy, StringComparison.Ordinal)).Select(f => (f.Venue, f.At, f.End));
        return drops.Concat(alone)
            .Where(f => f.Venue == plan.Exchange && Seconds >= f.At && Seconds < f.End)
            .Select(f => (long?)(StartMs + (f.End * 1000L)))
            .Max();
    }

    /// <summary>A delay below a bound, milliseconds.</summary>
    public int Draw(int bound) => _delays.Next(bound);

    /// <summary>A number nobody has.</summary>
    public int Number() => ++_number;

    private void Plan()
    {
        Begin();
        foreach (var market in Markets)
        {
            _deliveries[market.Spec.Name] = new(Scenario, market, StartMs);
            for (var i = 0; i < market.Trades.Count; i++)
            {
                var (trade, at) = (market.Trades[i], i);
                Agenda.At(trade.WallMs, () => Send(market, trade, at));
            }
        }

        foreach (var fault in Scenario.Faults)
        {
            Plan(fault);
        }
    }

    private void Plan(Fault fault)
    {
        switch (fault)
        {
            case Dropped dropped:
                At(dropped.At, () => Each(dropped.Venue, feed => feed.Break(StartMs + (dropped.End * 1000L))));
                break;
            case CopyDropped copy:
                At(copy.At, () => Each(copy.Venue, feed =>
                {
                    if (feed.Plan.FeedId.EndsWith(ModelFeeds.Copy, StringComparison.Ordinal))
                    {
                        feed.Break(StartMs + (copy.End * 1000L));
                    }
                }));
                break;
            case Full full:
                At(full.At, () => Store.IsFull = true);
                At(full.End, () => Store.IsFull = false);
                break;
            case Removed removed:
                At(removed.At, () => _service?.Feeds.Change(removed.Market.Split(':')[0]));
                At(removed.End, () => _service?.Feeds.Change(removed.Market.Split(':')[0]));
                break;
            case Stopped stopped:
                At(stopped.At, () => Leave(service => service.Stop()));
                At(stopped.End, Begin);
                break;
            case SymbolKilled killed:
                At(killed.At, () => _service?.LoseSymbol());
                At(killed.End, () => _service?.TakeUp());
                break;
            case SymbolMoved moved:
                At(moved.At, () => _service?.MoveSymbol());
                At(moved.End, () => _service?.TakeUp());
                break;
            case ReaderKilled killed:
                At(killed.At, () => _service?.LoseReader(killed.Copy));
                At(killed.End, () => _service?.ReadAgain(killed.Copy));
                break;
            case Killed killed:
                At(killed.At, () => Leave(service => service.Kill()));
                At(killed.End, Begin);
                break;
        }
    }

    private void At(int second, Action act) => Agenda.At(StartMs + (second * 1000L), act);

    private void Each(string venue, Action<ModelFeed> act)
    {
        foreach (var feed in _service?.Feeds.Of(venue) ?? [])
        {
            act(feed);
        }
    }

    private void Send(ModelMarket market, ModelTrade trade, int index)
    {
        market.Happened = index + 1;
        foreach (var (delayMs, isLate) in _deliveries[market.Spec.Name].Of(index))
        {
            Each(market.Spec.Venue, feed => feed.Send(market, trade, delayMs, isLate));
        }
    }

    private void Begin()
    {
        if (_service is null)
        {
            _service = new(this, ++_epoch);
            _service.Start();
        }
    }

    private void Leave(Action<ModelService> leave)
    {
        if (_service is { } service)
        {
            leave(service);
            Settle();
            _service = null;
            Check(service);
            service.Dispose();
        }
    }

    private void End()
    {
        Leave(service => service.Stop());
    }

    private static void Check(ModelService service)
    {
        if (service.Broken is { } broken)
        {
            throw new InvalidOperationException($"the symbol broke: {broken.Message}", broken);
        }
    }

    // A place in the queue before a venue is handed over on a thread of the pool. On a busy machine that takes its time, which must not be the
    // model's: a search would come later than it does in life.
    private void Settle()
    {
        var yields = 0;
        while (Scheduler.Run() || (IsSearchUnderWay && yields < MostYields))
        {
            if (++yields % 1_000 == 0)
            {
                Thread.Sleep(1);
            }
            else
            {
                Thread.Yield();
            }
        }
    }

    // Every search waits for an answer, for a time, or for one of the four requests that a host allows at once.
    private bool IsSearchUnderWay => _service is { } service && service.Searches > Rest.Pending + Clock.Timers && Rest.Pending < 4;
}
