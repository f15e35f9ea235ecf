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
    TimeProvider clock,
    ILogger<ExchangeGrain> logger) : Grain, IExchangeGrain
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BetweenWrites = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan UntilKnown = TimeSpan.FromSeconds(2);

    private IReadOnlyList<FeedPlan> _plans = [];
    private Task _planning = Task.CompletedTask;
    private DateTimeOffset _nextTry = DateTimeOffset.MinValue;
    private TimeSpan _delay = FirstDelay;
    private InstrumentList? _list;
    private long _writtenAt;
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
        if (_list is null)
        {
            return new(market, false, $"the list of {Exchange} has not been read yet{(_error is null ? "" : $": {_error}")}");
        }

        if (_list.Instruments.FirstOrDefault(i => i.Market.ToString() == market) is not { } instrument)
        {
            var (_, nearest) = new MarketSelector(market).Unknown(Exchange, _list.Instruments).FirstOrDefault();
            return new(market, false, $"{Exchange} does not list it", nearest);
        }

        if (!instrument.IsTrading)
        {
            return new(market, false, $"{Exchange} does not trade it now");
        }

        state.State.Added.Add(market);
        state.State.Removed.Remove(market);
        return await ChangeAsync(market);
    }

    public Task<MarketChange> RemoveMarketAsync(string market)
    {
        state.State.Removed.Add(market);
        state.State.Added.Remove(market);
        return ChangeAsync(market);
    }

    public ValueTask<IReadOnlyList<string>> GetFeedsAsync() => new(FeedIds());

    public ValueTask<ExchangePlan> GetPlanAsync() =>
        new(new ExchangePlan(_plans.Count > 0, FeedIds(), _plans.Sum(p => p.Markets.Count), _error ?? _list?.Failure, _list?.AsOf, _unserved));

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
            await LearnAsync(list);
            await SpreadAsync(list);
            (_list, _error, _delay) = (list, null, FirstDelay);
            _nextTry = clock.GetUtcNow() + selection.Value.RefreshInterval;
        }
        catch (Exception e)
        {
            // Whatever runs goes on: a list that cannot be had changes nothing.
            FeedMetrics.PlanFailures.Add(1, new KeyValuePair<string, object?>("exchange", Exchange));
            FeedLog.PlanFailed(logger, Exchange, _delay, e);
            _error = e.Message;
            _nextTry = clock.GetUtcNow() + _delay;
            _delay = TimeSpan.FromTicks(Math.Min(LongestDelay.Ticks, _delay.Ticks * 2));
        }
    }

    // Of markets that are not read now too: they may have been, and what was missed of them may yet be asked for.
    private Task LearnAsync(InstrumentList list)
    {
        var known = state.State.Known;
        var wanted = new MarketSelector(selection.Value.Markets);
        var isNew = state.State.Learn(
            list.Instruments.Where(i => known.ContainsKey(i.Market.ToString()) || wanted.Wants(i) || state.State.Added.Contains(i.Market.ToString())),
            list.AsOf.ToUnixTimeMilliseconds(),
            (clock.GetUtcNow() + UntilKnown).ToUnixTimeMilliseconds());

        // When the venue last said so is worth a write now and then: it bounds what is in doubt after a restart.
        return isNew || clock.GetElapsedTime(_writtenAt) > BetweenWrites ? WriteAsync() : Task.CompletedTask;
    }

    private Task WriteAsync()
    {
        _writtenAt = clock.GetTimestamp();
        return state.WriteStateAsync();
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
                Changed = state.State.ChangedOf(plan.Markets),
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
