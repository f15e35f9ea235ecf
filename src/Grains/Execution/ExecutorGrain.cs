using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Streams;
using Orleans.Streams.Core;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Notices;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Grains.Execution.Accounts;
using SqueezeFlow.Grains.Execution.Results;
using SqueezeFlow.Grains.Execution.Risk;
using SqueezeFlow.Grains.Execution.Steps;
using SqueezeFlow.Grains.Execution.Telling;
using SqueezeFlow.Grains.Execution.Trail;
using SqueezeFlow.Grains.Execution.Verdicts;
using SqueezeFlow.Grains.Execution.Watch;
using SqueezeFlow.Grains.Screen;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Grains.Tracing;
using SqueezeFlow.Interfaces.Execution;

namespace SqueezeFlow.Grains.Execution;

/// <inheritdoc cref="IExecutorGrain"/>
/// <remarks>No call waits for the account longer than a call between grains may take: orders, looks and readings go on beside the calls.</remarks>
[KeepAlive]
[ImplicitStreamSubscription(SignalChannel.Namespace)]
internal sealed class ExecutorGrain : Grain, IExecutorGrain, IWatchedOrders, IStreamSubscriptionObserver, IIncomingGrainCallFilter, IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PortfolioAge = TimeSpan.FromSeconds(1);

    private readonly string _account;
    private readonly VerdictPost _post;
    private readonly IScreen _screen;
    private readonly PositionViews _views;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping;
    private readonly InboxKeeper _inbox;
    private readonly OrderFloor _floor;
    private readonly AccountWatch _watch;
    private readonly AccountHoldings _holdings;
    private readonly HandExits _handExits;
    private readonly ExitAlarms _alarms;
    private readonly ExecutionNotices _notices;
    private readonly PortfolioReader _portfolio;
    private readonly LossLimits _limits;
    private readonly IMarketClock _market;
    private readonly ResultWatch _results;
    private readonly OrderNotes _notes;
    private Task _looking = Task.CompletedTask;
    private Task _readingResults = Task.CompletedTask;

    public ExecutorGrain(
        [PersistentState("inbox", GrainStateStorage.Name)] IPersistentState<ExecutorState> state,
        AccountDesks desks,
        ISignalPublisher publisher,
        IScreen screen,
        PositionViews views,
        ISignalResults results,
        ISignalTrail trail,
        OrderNotes notes,
        ExecutionEnd end,
        IMarketClock market,
        IOptions<EvaluationOptions> evaluation,
        INotifier notifier,
        TimeProvider clock)
    {
        _account = this.GetPrimaryKeyString();
        var (gateway, desk, limits, logger, resultLogger, isOneOfSeveral) = desks.Of(_account);
        (_screen, _views, _clock, _logger, _market, _limits) = (screen, views, clock, logger, market, new(limits));
        _stopping = CancellationTokenSource.CreateLinkedTokenSource(end.Token);
        _notes = notes;
        _post = new(publisher, GrainFactory, clock, logger, _stopping.Token);
        _inbox = new(state, clock, notes);
        _floor = new(_inbox, desk, KeepAsync, clock, logger, _stopping.Token);
        var book = new AccountBook(gateway, clock);
        _results = new(book, results, clock, resultLogger, notes, isOneOfSeveral ? new(_account, trail) : null);
        _watch = new(book, _inbox, this, limits.Orphans, market, clock, logger, notes, _account);
        _holdings = new(_inbox, _watch);
        _handExits = new(gateway, market, clock, logger, _stopping.Token, notes);
        _alarms = new(clock, logger);
        _notices = new(notifier, _inbox, isOneOfSeveral ? _account : null);

        // Where bars are evaluated in order, each must see what the one before it has done.
        _portfolio = new(gateway, evaluation.Value.Mode.RunsByWallTime ? PortfolioAge : TimeSpan.Zero, clock, _stopping.Token);
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _inbox.LookAtSent();
        foreach (var entry in _inbox.Pending)
        {
            _alarms.Note(entry);
            _notices.Note(null, entry);
        }

        foreach (var entry in _inbox.All)
        {
            _notes.Resumes(entry);
        }

        this.RegisterGrainTimer(
            static (self, _) => { ExecutorMetrics.CountFor(self._account); self.Work(); return Task.CompletedTask; },
            this,
            new GrainTimerCreationOptions(TimeSpan.Zero, Beat) { Interleave = true, KeepAlive = true });
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_floor.Ended, _handExits.Ended, _looking, _readingResults, _post.Ended).WaitAsync(cancellationToken);
    }

    public void Dispose() => _stopping.Dispose();

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<Signal>().ResumeAsync((signal, _) => _inbox.Find(signal.Id) is null ? SubmitAsync(signal) : Task.CompletedTask);

    public Task Invoke(IIncomingGrainCallContext context)
    {
        ExecutorMetrics.CountFor(_account);
        return context.Invoke();
    }

    public ValueTask EnsureAsync()
    {
        Work();
        return default;
    }

    public ValueTask LookAsync()
    {
        _portfolio.Forget();
        _watch.Nudge();
        ReadResultsAtOnce();
        Work();
        return default;
    }

    public async Task SubmitAsync(Signal signal)
    {
        using var step = FlowTracing.OfSignal("executor.submit", signal.Id, _account);
        if (_inbox.Find(signal.Id) is not { } known)
        {
            await KeepAsync(new(Own(signal), IntentState.Received, 0, _clock.GetUtcNow()) { GivenAt = _notes.TakeGivenAt(signal.Id) });
        }
        else if (!known.IsFinal || !_post.TrySend(known))
        {
            _notes.Repeats(known);
        }

        Work();
    }

    public Task<SignalRecord?> SettleAsync(string signalId) =>
        _inbox.Find(signalId) is { IsFinal: true } known ? Task.FromResult<SignalRecord?>(known.ToRecord()) : _post.WaitAsync(signalId);

    public async Task<PortfolioAnswer> GetPortfolioAsync(string baseSymbol, IReadOnlyList<Signal> given)
    {
        var (portfolio, problem) = await _portfolio.ReadAsync();
        var isEntering = _holdings.IsEntering(baseSymbol, given);
        if (portfolio is null)
        {
            return new(null, [], isEntering) { Problem = problem };
        }

        var held = portfolio.Positions.Where(p => p.BaseSymbol == baseSymbol).ToLookup(IsOurs);
        PortfolioPosition[] ours = [.. held[true].Select(position => _holdings.Of(position, given))];
        return new(portfolio.Account, ours, isEntering)
        {
            Foreign = held[false].FirstOrDefault() is { } other ? $"a position of {baseSymbol} is open that is not ours: trade {other.TradeId}, tag '{other.Tag}'" : null,
        };
    }

    public ValueTask<CoinHolding> GetHoldingAsync(string baseSymbol, IReadOnlyList<Signal> given) => new(_holdings.Of(baseSymbol, given));

    public ValueTask<IReadOnlyList<HeldPosition>> GetHeldAsync() => new(_holdings.All());

    public ValueTask<IReadOnlyList<OrderIntent>> GetOrdersAsync(int limit) =>
        new(_inbox.All.OrderByDescending(e => e.Signal.BarCloseUnixMs).ThenBy(e => e.Signal.Id, StringComparer.Ordinal).Take(limit).Select(e => e.ToIntent()).ToArray());

    public async Task<PositionsAnswer> GetPositionsAsync(int closed)
    {
        var reading = closed > 0 ? _portfolio.ReadClosedAsync(closed) : Task.FromResult<(IReadOnlyList<Position>? Closed, string? Problem)>(([], null));
        var (portfolio, problem) = await _portfolio.ReadAsync();
        var (ended, other) = await reading;
        return portfolio is null || ended is null
            ? new(null, problem ?? other)
            : new([.. (await _views.ReadAsync(portfolio.Positions.Concat(ended))).Select(view => view with { Account = _account })]);
    }

    public async Task<Account?> GetAccountAsync() => (await _portfolio.ReadAsync()).Portfolio?.Account;

    public async Task<ExecutionHealth> GetHealthAsync()
    {
        var reading = _limits.AreSet ? _portfolio.ReadForLimitsAsync() : Task.FromResult<IReadOnlyList<Position>?>([]);
        var (portfolio, problem) = await _portfolio.ReadAsync();
        var closed = await reading;
        var figures = _watch.Figures;
        return new(portfolio?.Account, problem, _inbox.IsPaused)
        {
            Exits = [.. _alarms.Raised.Select(e => new OutstandingExit(e.Signal.Id, e.Signal.BaseSymbol, e.Attempts, e.OutstandingSince!.Value, e.Detail))],
            Unknown = _inbox.Pending.Count(e => e.State == IntentState.Unknown),
            Open = portfolio?.Positions.Count ?? figures.Open,
            Foreign = figures.Foreign,
            Adopted = figures.Adopted,
            Orphans = figures.Orphans,
            Doubled = figures.Doubled,
            Limits = _limits.View(portfolio?.Account, closed, _market.NowUnixMs),
        };
    }

    public async Task SetPausedAsync(bool paused)
    {
        await _inbox.SetPausedAsync(paused);
        _notices.NoteByHand(paused ? "entries are paused" : "entries are allowed again");
        Work();
    }

    public async Task<OrderResult> CloseAsync(string tradeId)
    {
        try
        {
            var result = await _handExits.CloseAsync(tradeId);
            _notices.NoteByHand($"position {tradeId} was told to close: {result.Verdict.ToString().ToLowerInvariant()}");
            return result;
        }
        finally
        {
            _portfolio.Forget();
            _watch.Nudge();
            ReadResultsAtOnce();
        }
    }

    /// <summary>Keeps a step; a verdict is passed on beside it, and whoever waits for it is told, whether or not it can be written.</summary>
    public async Task KeepAsync(InboxEntry entry)
    {
        _portfolio.Forget();
        _alarms.Note(entry);
        _notices.Note(_inbox.Find(entry.Signal.Id), entry);
        var isKept = false;
        try
        {
            await _inbox.KeepAsync(entry);
            isKept = true;
        }
        finally
        {
            // What cannot be written stands in memory; after a verdict no other step comes that could tell of it.
            if (isKept || entry.IsFinal)
            {
                Tell(entry);
            }
        }
    }

    void IWatchedOrders.Wake() => _floor.Wake();

    void IWatchedOrders.OnEnded(InboxEntry entry, Position? closed) => _notices.NoteEnd(entry, closed);

    void IWatchedOrders.OnChanged(string baseSymbol)
    {
        _portfolio.Forget();
        _results.Follow();
        ReadResults();
    }

    private void Tell(InboxEntry entry)
    {
        _screen.Publish(EventKinds.Order, entry.Signal.BaseSymbol, entry.ToIntent());
        if (entry.IsFinal)
        {
            ExecutorMetrics.Count(entry);
            ExecutorLog.Verdict(_logger, entry.Signal.Id, entry.InWords);
            if (entry is { IsEntry: false, State: IntentState.Filled })
            {
                ReadResultsAtOnce();
            }

            _post.TrySend(entry);
        }
    }

    // Exits that begin here say whose they are, too.
    private Signal Own(Signal signal) => signal with { Account = _account == IExecutorGrain.Key ? null : _account };

    private bool IsOurs(Position position) => OwnTags.IsOurs(position.Tag) || _inbox.Find(position.Tag) is { IsEntry: true };

    // Not requests of their own: reads and new signals are answered while orders are under way.
    private void Work()
    {
        if (_looking.IsCompleted)
        {
            _looking = _watch.LookAsync(_stopping.Token);
        }

        ReadResults();
        _floor.Begin();
    }

    private void ReadResultsAtOnce()
    {
        _results.Nudge();
        ReadResults();
    }

    private void ReadResults()
    {
        if (_readingResults.IsCompleted)
        {
            _readingResults = _results.LookAsync(_stopping.Token);
        }
    }
}
