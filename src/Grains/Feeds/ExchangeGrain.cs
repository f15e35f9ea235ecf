using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.Exchanges.Rest.Instruments;
using SqueezeFlow.Exchanges.Rest.Requests;
using SqueezeFlow.Grains.Feeds.Planning;
using SqueezeFlow.Interfaces.Feeds;

namespace SqueezeFlow.Grains.Feeds;

/// <inheritdoc cref="IExchangeGrain"/>
/// <remarks>
/// A venue's list is read in the background, plans are made from it one after another: each from the newest list and the newest wishes, and
/// with a number above that of the plan before, so that neither an old list nor a late call brings back what was changed meanwhile.
/// </remarks>
[KeepAlive]
[Orleans.Placement.Immovable]
internal sealed class ExchangeGrain(
    [PersistentState("markets", GrainStateStorage.Name)] IPersistentState<ExchangeGrainState> state,
    ExchangePlanner planner,
    IOptions<FeedSelectionOptions> selection,
    VenueReach reach,
    TimeProvider clock,
    ILogger<ExchangeGrain> logger) : Grain, IExchangeGrain
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BetweenWrites = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan UntilKnown = TimeSpan.FromSeconds(2);

    private static readonly EqualityComparer<FeedAssignment> SameWork = EqualityComparer<FeedAssignment>.Create(static (a, b) => a!.IsSameWork(b!));

    private FeedLeases? _leases;
    private IReadOnlyList<FeedPlan> _plans = [];
    private Task _reading = Task.CompletedTask;
    private Task _planning = Task.CompletedTask;
    private long _triedAt;
    private TimeSpan _wait;
    private TimeSpan _delay = FirstDelay;
    private MarketList? _list;
    private bool _isUnsaved;
    private long _savedAt;
    private IReadOnlyList<UnlistedName> _unlisted = [];
    private int _unserved;
    private string? _error;

    private string Exchange => this.GetPrimaryKeyString();

    private FeedLeases Leases => _leases ??= new(id => GrainFactory.GetGrain<IFeedGrain>(id), clock, Report);

    public async ValueTask EnsureAsync()
    {
        if (_reading.IsCompleted && clock.GetElapsedTime(_triedAt) >= _wait)
        {
            _reading = ReadAsync();
        }

        await Leases.RenewAsync();
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

    public ValueTask<ExchangePlan> GetPlanAsync() => new(new ExchangePlan(
        _plans.Count > 0, FeedIds(), _plans.Sum(p => p.Markets.Count), _error ?? _list?.Instruments.Failure, _list?.Instruments.AsOf, _unserved)
    {
        Unlisted = _unlisted,
        Removed = [.. state.State.Removed],
    });

    private Instrument? Find(string market) => ListedMarkets.Find(_list?.Instruments.Instruments ?? [], market).Found;

    private MarketChange Unknown(string market) => _list is null
        ? new(market, false, $"the list of {Exchange} has not been read yet{(_error is null ? "" : $": {_error}")}")
        : new(market, false, $"{Exchange} does not list it", ListedMarkets.Find(_list.Instruments.Instruments, market).Nearest);

    private string[] FeedIds() => [.. _plans.Select(p => p.FeedId)];

    private bool Follows(string market) => _plans.Any(p => p.Markets.Any(m => m.Market.ToString() == market));

    private async Task<MarketChange> ChangeAsync(string market)
    {
        _isUnsaved = true;
        await PlanAsync();
        return new(market, Follows(market));
    }

    // Not a request of its own: a venue may take minutes to answer.
    private async Task ReadAsync()
    {
        try
        {
            var (former, list) = (_list, await planner.ReadAsync(Exchange, selection.Value, CancellationToken.None));
            _list = list;
            Learn(list.Instruments);
            await (former is null || _error is not null || !list.IsSame(former) ? PlanAsync() : InTurnAsync(SaveAsync));

            (_error, _delay, _wait) = (null, FirstDelay, selection.Value.RefreshInterval);
        }
        catch (Exception e)
        {
            // Whatever runs goes on: a list that cannot be had changes nothing.
            FeedMetrics.PlanFailures.Add(1, new KeyValuePair<string, object?>("exchange", Exchange));
            LogFailure(e);
            (_error, _wait) = (e.Message, _delay);
            _delay = TimeSpan.FromTicks(Math.Min(LongestDelay.Ticks, _delay.Ticks * 2));
        }

        _triedAt = clock.GetTimestamp();
    }

    private Task PlanAsync() => InTurnAsync(SpreadAsync);

    // One after another: a plan that is being handed out is finished before the next one is made, and the state has one writer at a time.
    private Task InTurnAsync(Func<Task> work)
    {
        return _planning = AfterAsync(_planning);

        async Task AfterAsync(Task earlier)
        {
            await earlier.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
            await work();
        }
    }

    // Of markets that are not read now too: they may have been, and what was missed of them may yet be asked for.
    private void Learn(InstrumentList list)
    {
        var known = state.State.Known;
        var wanted = new MarketSelector(selection.Value.Markets);
        _unlisted = wanted.Unlisted(list.Instruments);
        var isNew = state.State.Learn(
            list.Instruments.Where(i => known.ContainsKey(i.Market.ToString()) || wanted.Wants(i) || state.State.Added.Contains(i.Market.ToString())),
            list.AsOf.ToUnixTimeMilliseconds(),
            (clock.GetUtcNow() + UntilKnown).ToUnixTimeMilliseconds());

        // When the venue last said so is worth a write now and then: it bounds what is in doubt after a restart.
        _isUnsaved |= isNew || clock.GetElapsedTime(_savedAt) > BetweenWrites;
    }

    private void LogFailure(Exception e)
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
        else if (reach.ShouldLog(Exchange))
        {
            FeedLog.NotListed(logger, Exchange, _delay, e.Message);
        }
    }

    private async Task SpreadAsync()
    {
        if (_list is not { } list)
        {
            await SaveAsync();
            return;
        }

        var chosen = planner.Choose(Exchange, list, selection.Value, state.State);
        var set = planner.Spread(Exchange, chosen, _plans, selection.Value);
        if (set.Feeds.Count == 0 && _plans.Count == 0)
        {
            await SaveAsync();
            throw new InvalidOperationException(
                $"none of {list.Instruments.Instruments.Count} markets of {Exchange} matches Feeds:Markets '{selection.Value.Markets}'");
        }

        var isNew = !(set.Feeds.Select(plan => plan.FeedId).SequenceEqual(FeedIds()) && set.Feeds.Select(AssignmentOf).SequenceEqual(_plans.Select(AssignmentOf), SameWork));
        LogChange(set);
        _plans = set.Feeds;
        _unserved = set.Unserved.Count + set.LeftOut.Count;
        state.State.PlanVersion += isNew ? 1 : 0;
        _isUnsaved |= isNew;
        await SaveAsync();
        await Leases.AssignAsync(set.Feeds.ToDictionary(plan => plan.FeedId, AssignmentOf));
    }

    private async Task SaveAsync()
    {
        if (_isUnsaved)
        {
            await state.WriteStateAsync();
            (_isUnsaved, _savedAt) = (false, clock.GetTimestamp());
        }
    }

    private FeedAssignment AssignmentOf(FeedPlan plan) => new(plan.Exchange, plan.Endpoint, plan.Address, plan.Markets)
    {
        TradeStream = plan.TradeStream,
        Changed = state.State.ChangedOf(plan.Markets),
        IsRedundant = selection.Value.Redundancy > 1,
        Version = state.State.PlanVersion,
    };

    private void Report(string feedId, Exception e)
    {
        FeedMetrics.LeaseFailures.Add(1, new KeyValuePair<string, object?>("exchange", Exchange));
        FeedLog.LeaseFailed(logger, feedId, e.Message);
    }

    private void LogChange(FeedPlanSet set)
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
