using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Orleans.Streams;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Numerics;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Explaining;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Core.Views.Shadowing;
using SqueezeFlow.Grains.Cluster;
using SqueezeFlow.Grains.Execution;
using SqueezeFlow.Grains.Refill;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Grains.Storage;
using SqueezeFlow.Grains.Symbols.Shadowing;
using SqueezeFlow.Grains.Symbols.Sharing;
using SqueezeFlow.Grains.Symbols.Strategy;
using SqueezeFlow.Grains.Tracing;
using SqueezeFlow.Interfaces.Symbols;

namespace SqueezeFlow.Grains.Symbols;

/// <inheritdoc cref="ISymbolGrain"/>
/// <remarks>
/// A call counts trades and closes bars, no more. Bars are evaluated beside the calls, so that an account, a venue or a store that hangs costs no
/// trade its turn. The silo's clock calls when something is due and no trade has come.
/// </remarks>
[KeepAlive]
[RendezvousPlacement]
internal sealed class SymbolGrain : Grain, ISymbolGrain, IGrainMigrationParticipant, IDisposable
{
    private const long RetryMs = 1_000;

    private readonly SymbolServices _services;
    private readonly EvaluationOptions _options;
    private readonly IPersistentState<OutboxState> _state;
    private readonly ILogger<SymbolGrain> _logger;
    private readonly CancellationTokenSource _leaving = new();
    private SymbolBook _book = null!;

    // The last read of a connection that is followed, until a bar is evaluated.
    private ActivityContext _followed;
    private SymbolEvaluator _evaluator = null!;
    private SignalOutbox _outbox = null!;
    private TakenSignals _taken = null!;
    private SymbolAlarm _alarm = null!;
    private EvaluationLoop _evaluation = null!;
    private SymbolTenure _tenure = null!;
    private readonly IPersistentState<ShadowState>? _shadowState;
    private readonly ExecutionOptions _execution;
    private ShadowDesk? _shadows;
    private bool _hasMoved;

    public SymbolGrain(
        [PersistentState("outbox", GrainStateStorage.Name)] IPersistentState<OutboxState> state,
        SymbolServices services,
        IOptions<EvaluationOptions> options,
        IOptions<ExecutionOptions> execution,
        IPersistentStateFactory states,
        IGrainContext context,
        ILogger<SymbolGrain> logger)
    {
        _state = state;
        _services = services;
        _options = options.Value;
        _execution = execution.Value;
        _logger = logger;
        if (services.Shadows is { HasAny: true })
        {
            _shadowState = states.Create<ShadowState>(context, new PersistentStateAttribute(ShadowState.Name, GrainStateStorage.Name));
        }
    }

    private string Symbol => this.GetPrimaryKeyString();

    public void Dispose() => _leaving.Dispose();

    public void OnDehydrate(IDehydrationContext dehydrationContext)
    {
        // Rows and batches bring the symbol there, as they do when its silo was killed.
    }

    public void OnRehydrate(IRehydrationContext rehydrationContext) => _hasMoved = true;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (_hasMoved)
        {
            // What the silo before had in mind came along. It may not have been kept, and then nobody may hear of it.
            await _state.ReadStateAsync(cancellationToken);
            await (_shadowState?.ReadStateAsync(cancellationToken) ?? Task.CompletedTask);
        }

        var timeframe = Timeframe.Parse(_options.Timeframe);
        var silentAfter = (long)_options.Mode.SilentAfter.TotalMilliseconds;
        _book = new(new SymbolFlow(Symbol, timeframe, silentAfter), _services.Stored, _services.Writer, _services.Filler, _options.Mode.RunsByWallTime, _services.Owners);
        _outbox = new(_state, GrainFactory, StreamOf, _services.Routes, _services.Publisher, _services.Clock, _logger, _services.Notes);
        var accounts = new SymbolAccounts(Symbol, _services.Routes, GrainFactory, _outbox);
        _shadows = _shadowState is null ? null : new(
            _book, _services, _options, ShadowRules.Make(Symbol, timeframe, _services.Shadows!.Options, _options, _execution), _shadowState, _services.Shadows, _logger);
        _evaluator = new(_book, _outbox, _services, _options, accounts, _logger, _shadows);
        _evaluation = new(_book, _evaluator, _services, _options, SetAlarm, _logger);
        _taken = new(_outbox, _evaluator.BaselineNow, accounts.FindHolderAsync, _services.Screen, _logger);
        _tenure = new(_services.Writer, _services.Clock, _services.Owners is not null);
        _alarm = _services.Ticker.Join(Symbol, this.AsReference<ISymbolGrain>());
        SetAlarm();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _services.Ticker.Leave(_alarm);
        await _leaving.CancelAsync();
        await _tenure.EndAsync(LeaveAsync, cancellationToken);

        try
        {
            await _book.CountStraysAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // No time is left to read their bars: they are missing, and told so.
            BarWriterMetrics.Failed.Add(1);
        }

        _book.Leave();
        try
        {
            await _tenure.HandOverRowsAsync(cancellationToken);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The writer has said it, and tells at its own end what it could not write.
            BarWriterMetrics.Failed.Add(1);
        }

        _book.GiveBack();
    }

    public ValueTask EnsureAsync()
    {
        _outbox.BeginResend();
        return default;
    }

    public async ValueTask TickAsync()
    {
        if (_outbox.ResendUnixMs <= WallMs)
        {
            _outbox.BeginResend();
        }

        await CountStraysAsync();
        Settle();
        LeaveIfAsked();
    }

    public async ValueTask TrackAsync(IReadOnlyList<TrackedMarket> markets)
    {
        await _book.TrackAsync(markets, CancellationToken.None);
        SetAlarm();
    }

    public ValueTask<long> UntrackAsync(string source, IReadOnlyList<MarketId> markets)
    {
        _book.Untrack(source, markets);
        return new(Settle());
    }

    public ValueTask<long> IngestAsync(Immutable<TradeBatch> batch)
    {
        using var step = FlowTracing.Arrive("symbol.ingest", Symbol);
        _followed = step?.Context ?? _followed;
        if (!_book.TryIngest(batch.Value))
        {
            return new(-1);
        }

        if (_options.Mode.RunsByWallTime && batch.Value.OldestUnixMs is { } oldest)
        {
            SymbolMetrics.BatchAge.Record(WallMs - oldest, batch.Value.Source == _services.Source.Name ? SymbolMetrics.FromHere : SymbolMetrics.FromElsewhere);
        }

        return SettleAllAsync();
    }

    public ValueTask<long> IngestKeptAsync(Immutable<TradeBatch[]> batches)
    {
        if (Array.TrueForAll(batches.Value, _book.TryIngest))
        {
            return SettleAllAsync();
        }

        Settle();
        return new(-1);
    }

    public ValueTask<long> StoredThroughAsync(string source) => new(_book.StoredThrough(source));

    public async Task RefillAsync(Gap gap, Immutable<TradeBatch> found, bool isCovered, string by, IReadOnlyList<UncountedTrade> unread)
    {
        Collect();
        await _book.RefillAsync(gap, found.Value, isCovered, by, unread, CancellationToken.None);
        Settle();
    }

    public async Task<IReadOnlyList<string>> EvaluateAsync(long barCloseUnixMs)
    {
        using var step = FlowTracing.Step("symbol.evaluate", Symbol, _followed);
        _followed = default;
        var given = await _evaluator.EvaluateAsync(barCloseUnixMs, _leaving.Token);
        SetAlarm();
        return given;
    }

    public ValueTask<long> NextReadyAsync() => new(_book.Flow.NextReadyUnixMs);

    public ValueTask<long> CompleteAsync(long endUnixMs)
    {
        _book.Flow.Complete(endUnixMs);
        Collect();
        return new(_book.Flow.ReadyThroughUnixMs);
    }

    public async Task<Signal> TakeAsync(Signal signal)
    {
        var taken = await _taken.TakeAsync(signal);
        SetAlarm();
        return taken;
    }

    public async Task AcknowledgeAsync(string signalId, SignalRecord verdict)
    {
        _services.Screen.Publish(EventKinds.Signal, Symbol, verdict);
        await _outbox.RemoveAsync(signalId);
        SetAlarm();
    }

    public ValueTask<PriceAnswer> FindPriceAsync(long unixMs)
    {
        var point = _book.Flow.FindPrice(unixMs);
        return new(new PriceAnswer(point, point is not null || _book.Flow.IsComplete));
    }

    public ValueTask<DataDoubt> GetDoubtAsync(long fromUnixMs, long toUnixMs) => new(_book.Flow.DoubtOf(fromUnixMs, toUnixMs));

    public ValueTask<SymbolView> GetViewAsync() => new(_evaluator.View());

    public ValueTask<IReadOnlyList<MarketView>> GetMarketsAsync() => new(_book.Views());

    public ValueTask<Explanation?> ExplainAsync(long? barCloseUnixMs) =>
        new(barCloseUnixMs is { } at ? _evaluator.Log.Find(at) : _evaluator.Log.Latest);

    public ValueTask<IReadOnlyList<NearMiss>> GetNearMissesAsync() => new(_evaluator.Log.NearMisses);

    public ValueTask<IReadOnlyList<ShadowSymbolView>> GetShadowsAsync() => new(_shadows?.Views() ?? []);

    public ValueTask<CvdView> GetCvdAsync() => new(_evaluator.Cvd(_services.Screen.Sequence));

    private long WallMs => _services.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    private long GraceMs => (long)_options.BarGrace.TotalMilliseconds;

    /// <summary>Closes what market time has left behind, hands it over, and sees to whatever follows. Answers how far strategy bars are closed.</summary>
    private long Settle()
    {
        if (_options.Mode.RunsByWallTime && _services.Market.NowUnixMs is { } now)
        {
            _book.ReleaseOverdue(_services.Clock.GetUtcNow());
            if (_book.Flow.DueUnixMs <= now - GraceMs)
            {
                _book.Flow.CloseThrough(now - GraceMs);
            }
        }

        if (_tenure.IsTimeToForget())
        {
            _book.ForgetSilentSenders();
        }

        Collect();
        if (_book.HasLost)
        {
            SymbolLog.Lost(_logger, Symbol);
            DeactivateOnIdle();
        }
        else if (_tenure.SettlesUnixMs is null)
        {
            _evaluation.Begin(_leaving.Token);
        }

        SetAlarm();
        return _book.Flow.ReadyThroughUnixMs;
    }

    private async Task LeaveAsync(CancellationToken cancellationToken)
    {
        await _evaluation.LeaveAsync(cancellationToken);
        await _outbox.LeaveAsync(cancellationToken);
        if (_shadows is not null)
        {
            await _shadows.LeaveAsync(cancellationToken);
        }
    }

    private void LeaveIfAsked()
    {
        if (_alarm.LeavesSinceUnixMs is { } asked && _tenure.Goes(asked, _evaluation.IsRunning))
        {
            // Not ended and begun anew: whoever still takes it for being here would call it back before it has begun there.
            this.MigrateOnIdle();
        }
    }

    private ValueTask<long> SettleAllAsync() => _book.HasStrays ? SettleWithStraysAsync() : new(Settle());

    private async ValueTask<long> SettleWithStraysAsync()
    {
        Collect();
        await CountStraysAsync();
        return Settle();
    }

    private ValueTask CountStraysAsync() => _book.HasStrays ? new(_book.CountStraysAsync(CancellationToken.None)) : default;

    private void SetAlarm()
    {
        long? due = _outbox.ResendUnixMs;
        if (_options.Mode.RunsByWallTime)
        {
            due = Earliest.Of(due, _book.Flow.DueUnixMs + GraceMs);

            // What is due and cannot be done yet (a market that holds the others up) is looked at again, not all the time.
            due = due <= WallMs ? WallMs + RetryMs : due;
            due = _book.HasHeld || _book.HasStrays || _book.IsSettling || _evaluation.HasFailed ? Earliest.Of(due, WallMs + RetryMs) : due;
            due = _tenure.SettlesUnixMs is { } settles ? Earliest.Of(due, settles) : due;
            due = _evaluation.FormingDueUnixMs is { } forming ? Earliest.Of(due, Math.Max(WallMs, forming)) : due;
        }

        _alarm.Set(due);
    }

    private void Collect()
    {
        _book.Collect();
        foreach (var gap in _book.ChangedGaps)
        {
            _services.Screen.Publish(EventKinds.Gap, Symbol, gap);
            GapNotices.Tell(_services.Notifier, Symbol, gap);
            RefillMetrics.Changed.Add(1, new("exchange", gap.Market.Exchange), new("state", gap.FilledBy is null ? "open" : "filled"));
        }

        if (_book.ClosedBars.Length > 0 && _services.Screen.WantsStates())
        {
            foreach (var bar in _book.ClosedBars)
            {
                if (bar.Timeframe == Timeframe.S1)
                {
                    _services.Screen.Publish(EventKinds.Bar, Symbol, bar);
                }
            }

            // Prices move with every second, not only with the bars that are evaluated.
            _services.Screen.Publish(EventKinds.Symbol, Symbol, _evaluator.View());
        }
    }

    private IAsyncStream<Signal> StreamOf(string account) =>
        this.GetStreamProvider(SignalChannel.Provider).GetStream<Signal>(StreamId.Create(SignalChannel.Namespace, account));
}
