using System.Text;
using SqueezeFlow.Certainty.Tests.Scenarios;
using SqueezeFlow.Certainty.Tests.Venues;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Grains.Feeds.Connections;
using SqueezeFlow.Interfaces.Feeds;

namespace SqueezeFlow.Certainty.Tests.Service;

/// <summary>One connection: the venue's subscriptions on one side, the real session and sink on the other.</summary>
internal sealed class ModelFeed
{
    private const long UnsubscribeMs = 20;
    private const long RedialMs = 300;

    private readonly ModelWorld _world;
    private readonly ModelService _service;
    private readonly IExchangeAdapter _adapter;
    private readonly FeedSession _session;
    private readonly FeedSink _sink;
    private readonly ITradeSink _trades;
    private readonly Dictionary<MarketId, int> _subscribed = [];
    private readonly List<Flight> _late = [];
    private int _generation;
    private bool _isUp;
    private bool _isStopped;

    public ModelFeed(ModelWorld world, ModelService service, FeedPlan plan)
    {
        (_world, _service, Plan) = (world, service, plan);
        _adapter = VenueStyle.All[plan.Exchange].Adapter;
        var assignment = new FeedAssignment(plan.Exchange, plan.Endpoint, plan.Address, plan.Markets) { IsRedundant = service.Feeds.IsRedundant };
        _sink = new(plan.FeedId, service.Epoch, assignment, _adapter, service.ReaderOf(plan.FeedId).Router, static (_, _) => { });
        _sink.Follow(plan.Markets, plan.Changed);
        _trades = _sink.OpenSink();
        _session = new(_adapter, plan.Endpoint, plan.Markets) { Missed = _trades.OnMissed };
        Learn(plan);
        Connect();
    }

    public FeedPlan Plan { get; private set; }

    /// <summary>A trade happened: it is sent to whoever has subscribed to its market by now.</summary>
    public void Send(ModelMarket market, ModelTrade trade, long delayMs, bool isLate)
    {
        if (_isUp && _subscribed.TryGetValue(market.Market, out var subscription))
        {
            var flight = new Flight(market, trade, subscription, _generation);
            if (isLate)
            {
                _late.Add(flight);
            }

            _world.Agenda.At(_world.Agenda.NowMs + delayMs, () => Land(flight, isLate));
        }
    }

    /// <summary>Reads other markets from now on.</summary>
    public void Change(FeedPlan plan)
    {
        // A market that has another size now is the same subscription.
        var removed = Plan.Markets.ExceptBy(plan.Markets.Select(m => m.Market), m => m.Market).ToArray();
        var added = plan.Markets.ExceptBy(Plan.Markets.Select(m => m.Market), m => m.Market).ToArray();
        LandLate(removed);
        _sink.Follow(plan.Markets, plan.Changed);
        _session.Change(added, removed);
        Learn(plan);
        Plan = plan;
        if (_isUp)
        {
            Later(UnsubscribeMs, () => Array.ForEach(removed, m => _subscribed.Remove(m.Market)));
            Subscribe(added);
        }
    }

    /// <summary>The connection breaks; the next one can be made at a time.</summary>
    public void Break(long backMs)
    {
        if (_isUp)
        {
            Close();
            _sink.OnStateChanged(FeedState.Waiting, "lost");
            _world.Agenda.At(backMs + RedialMs, () =>
            {
                if (!_isStopped && !_isUp)
                {
                    Connect();
                }
            });
        }
    }

    public void Stop()
    {
        Close();
        _isStopped = true;
    }

    private void Learn(FeedPlan plan)
    {
        foreach (var history in plan.Changed)
        {
            _session.Learn(history);
        }
    }

    private void Connect()
    {
        if (_world.BackAt(Plan) is { } back)
        {
            _world.Agenda.At(back + RedialMs, () =>
            {
                if (!_isStopped && !_isUp)
                {
                    Connect();
                }
            });
            return;
        }

        _isUp = true;
        _sink.OnStateChanged(FeedState.Connected, null);
        _session.BeginConnect(NoAnswers.Instance);
        Subscribe(Plan.Markets);
    }

    private void Close()
    {
        LandLate(Plan.Markets);
        _isUp = false;
        _generation++;
        _subscribed.Clear();
    }

    private void Subscribe(IEnumerable<Instrument> markets)
    {
        foreach (var market in markets)
        {
            Later(UnsubscribeMs + 60 + _world.Draw(700), () =>
            {
                if (Plan.Markets.Any(m => m.Market == market.Market))
                {
                    _subscribed[market.Market] = _world.Number();
                    Repeat(market.Market);
                }
            });
        }
    }

    private void Repeat(MarketId id)
    {
        var rows = _world.Scenario.Of<Repeats>().Where(f => f.Venue == Plan.Exchange).Select(f => f.Rows).FirstOrDefault();
        var market = _world.Markets.First(m => m.Market == id);
        foreach (var trade in market.Trades.Take(market.Happened).TakeLast(rows))
        {
            Send(market, trade, 40, isLate: false);
        }
    }

    private void Later(long delayMs, Action act)
    {
        var generation = _generation;
        _world.Agenda.At(_world.Agenda.NowMs + delayMs, () =>
        {
            if (generation == _generation)
            {
                act();
            }
        });
    }

    // A connection keeps its order where ids could not tell: what is late comes before the break, or never was sent.
    private void LandLate(IReadOnlyCollection<Instrument> markets)
    {
        foreach (var flight in _late.Where(f => !f.Market.Style.HasIds && markets.Any(m => m.Market == f.Market.Market)).ToArray())
        {
            Land(flight, isLate: true);
        }
    }

    private void Land(Flight flight, bool isLate)
    {
        if ((isLate && !_late.Remove(flight)) || flight.Generation != _generation ||
            !_subscribed.TryGetValue(flight.Market.Market, out var subscription) || subscription != flight.Subscription)
        {
            return;
        }

        _session.ApplyChanges();
        _session.ReceivedUnixMs = _world.Agenda.NowMs;
        var kind = _adapter.Parse(Encoding.UTF8.GetBytes(flight.Market.Style.Frame(flight.Market, flight.Trade)), _session, _trades);
        _trades.OnReadCompleted(_world.Agenda.NowMs);
        if (kind != FrameKind.Trades)
        {
            throw new InvalidOperationException($"{flight.Market.Market} does not read its frame: {kind}");
        }

        _service.Wake(Plan.FeedId);
    }

    private sealed record Flight(ModelMarket Market, ModelTrade Trade, int Subscription, int Generation);
}
