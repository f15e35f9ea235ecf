using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.Exchanges.Rest;
using SqueezeFlow.Interfaces.Feeds;

namespace SqueezeFlow.Grains.Feeds;

/// <inheritdoc cref="IExchangeGrain"/>
[KeepAlive]
[Orleans.Placement.Immovable]
internal sealed class ExchangeGrain(
    [PersistentState("markets", "state")] IPersistentState<ExchangeGrainState> state,
    ExchangePlanner planner,
    IOptions<FeedSelectionOptions> selection,
    VenueReach reach,
    TimeProvider clock,
    ILogger<ExchangeGrain> logger) : Grain, IExchangeGrain
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);

    private IReadOnlyList<FeedPlan> _plans = [];
    private Task _planning = Task.CompletedTask;
    private DateTimeOffset _nextTry = DateTimeOffset.MinValue;
    private TimeSpan _delay = FirstDelay;
    private InstrumentList? _list;
    private int _unserved;
    private string? _error;

    private string Exchange => this.GetPrimaryKeyString();

    public async ValueTask EnsureAsync()
    {
        if (_planning.IsCompleted && clock.GetUtcNow() >= _nextTry)
        {
            _planning = PlanAsync();
        }

        foreach (var plan in _plans)
        {
            await GrainFactory.GetGrain<IFeedGrain>(plan.FeedId).EnsureAsync();
        }
    }

    public async Task<MarketChange> AddMarketAsync(string market)
    {
        if (Find(market) is not { } instrument)
        {
            return Unknown(market);
        }

        var id = instrument.Market.ToString();
        if (!instrument.IsTrading)
        {
            return new(id, false, $"{Exchange} does not trade it now");
        }

        state.State.Added.Add(id);
        state.State.Removed.Remove(id);
        return await ChangeAsync(id);
    }

    public async Task<MarketChange> RemoveMarketAsync(string market)
    {
        if (Find(market) is null && !Follows(market))
        {
            return Unknown(market);
        }

        var id = Find(market)?.Market.ToString() ?? market;
        state.State.Removed.Add(id);
        state.State.Added.Remove(id);
        return await ChangeAsync(id);
    }

    public ValueTask<IReadOnlyList<string>> GetFeedsAsync() => new(FeedIds());

    public ValueTask<ExchangePlan> GetPlanAsync() =>
        new(new ExchangePlan(_plans.Count > 0, FeedIds(), _plans.Sum(p => p.Markets.Count), _error ?? _list?.Failure, _list?.AsOf, _unserved));

    private Instrument? Find(string market) => ListedMarkets.Find(_list?.Instruments ?? [], market).Found;

    private MarketChange Unknown(string market) => _list is null
        ? new(market, false, $"the list of {Exchange} has not been read yet{(_error is null ? "" : $": {_error}")}")
        : new(market, false, $"{Exchange} does not list it", ListedMarkets.Find(_list.Instruments, market).Nearest);

    private string[] FeedIds() => [.. _plans.Select(p => p.FeedId)];

    private bool Follows(string market) => _plans.Any(p => p.Markets.Any(m => m.Market.ToString() == market));

    private async Task<MarketChange> ChangeAsync(string market)
    {
        await state.WriteStateAsync();
        if (_list is { } list)
        {
            await SpreadAsync(list);
        }

        return new(market, Follows(market));
    }

    // Not a request of its own: a venue may take minutes to answer.
    private async Task PlanAsync()
    {
        try
        {
            var list = await planner.ListAsync(Exchange, CancellationToken.None);
            await SpreadAsync(list);
            (_list, _error, _delay) = (list, null, FirstDelay);
            _nextTry = clock.GetUtcNow() + selection.Value.RefreshInterval;
        }
        catch (Exception e)
        {
            // Whatever runs goes on: a list that cannot be had changes nothing.
            FeedMetrics.PlanFailures.Add(1, new KeyValuePair<string, object?>("exchange", Exchange));
            TellFailure(e);
            _error = e.Message;
            _nextTry = clock.GetUtcNow() + _delay;
            _delay = TimeSpan.FromTicks(Math.Min(LongestDelay.Ticks, _delay.Ticks * 2));
        }
    }

    private void TellFailure(Exception e)
    {
        if (e is OperationCanceledException)
        {
            // The service stops.
            return;
        }

        if (e is not HttpRequestException)
        {
            FeedLog.PlanFailed(logger, Exchange, _delay, e);
        }
        else if (reach.IsWorthTelling(Exchange))
        {
            FeedLog.NotListed(logger, Exchange, _delay, e.Message);
        }
    }

    private async Task SpreadAsync(InstrumentList list)
    {
        var chosen = await planner.ChooseAsync(Exchange, list, selection.Value, state.State, CancellationToken.None);
        var set = planner.Spread(Exchange, chosen, _plans, selection.Value);
        if (set.Feeds.Count == 0 && _plans.Count == 0)
        {
            throw new InvalidOperationException(
                $"none of {list.Instruments.Count} markets of {Exchange} matches Feeds:Markets '{selection.Value.Markets}'");
        }

        foreach (var plan in set.Feeds)
        {
            await GrainFactory.GetGrain<IFeedGrain>(plan.FeedId).AssignAsync(new(plan.Exchange, plan.Endpoint, plan.Address, plan.Markets)
            {
                TradeStream = plan.TradeStream,
                IsRedundant = selection.Value.Redundancy > 1,
            });
        }

        Tell(set);
        _plans = set.Feeds;
        _unserved = set.Unserved.Count + set.LeftOut.Count;
    }

    private void Tell(FeedPlanSet set)
    {
        var before = Markets(_plans);
        var after = Markets(set.Feeds);
        var (listed, ended) = (after.Except(before).ToArray(), before.Except(after).ToArray());
        if (_plans.Count == 0)
        {
            FeedLog.Planned(logger, Exchange, after.Count, set.Feeds.Count);
        }
        else if (listed.Length + ended.Length > 0)
        {
            FeedLog.Changed(logger, Exchange, listed, ended);
        }
    }

    private static HashSet<MarketId> Markets(IReadOnlyList<FeedPlan> plans) => [.. plans.SelectMany(p => p.Markets.Select(m => m.Market))];
}
