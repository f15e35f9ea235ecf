using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Orleans.Streams;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Explaining;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Grains.Refill;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Grains.Storage;
using SqueezeFlow.Interfaces.Execution;
using SqueezeFlow.Interfaces.Symbols;

namespace SqueezeFlow.Grains.Symbols;

/// <inheritdoc cref="ISymbolGrain"/>
[KeepAlive]
internal sealed class SymbolGrain : Grain, ISymbolGrain
{
    private static readonly TimeSpan TickPeriod = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ResendPeriod = TimeSpan.FromSeconds(2);

    private readonly SymbolServices _services;
    private readonly EvaluationOptions _options;
    private readonly IPersistentState<OutboxState> _state;
    private readonly ILogger<SymbolGrain> _logger;
    private SymbolBook _book = null!;
    private SymbolEvaluator _evaluator = null!;
    private SignalOutbox _outbox = null!;
    private long _formingUnixMs;

    public SymbolGrain(
        [PersistentState("outbox", "state")] IPersistentState<OutboxState> state,
        SymbolServices services,
        IOptions<EvaluationOptions> options,
        ILogger<SymbolGrain> logger)
    {
        _state = state;
        _services = services;
        _options = options.Value;
        _logger = logger;
    }

    private string Symbol => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var timeframe = Timeframe.Parse(_options.Timeframe);
        var silentAfter = (long)(_options.Ordered ? TimeSpan.FromDays(1) : TimeSpan.FromSeconds(60)).TotalMilliseconds;
        _book = new(new SymbolFlow(Symbol, timeframe, silentAfter), _services.Stored, _services.Writer, _services.Filler);
        _outbox = new(_state, GrainFactory, Stream, _services.Publisher, _logger);
        _evaluator = new(_book, _outbox, _services, _options, GrainFactory.GetGrain<IExecutorGrain>(SignalOutbox.Executor), _logger);
        this.RegisterGrainTimer(static (self, _) => self._outbox.ResendAsync(), this, new() { DueTime = ResendPeriod, Period = ResendPeriod, KeepAlive = true });
        if (!_options.Ordered)
        {
            this.RegisterGrainTimer(static (self, ct) => self.TickAsync(), this, new() { DueTime = TickPeriod, Period = TickPeriod, KeepAlive = true });
        }

        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
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
            await _services.Writer.FlushAsync(cancellationToken);
        }
        catch (IOException)
        {
            // The writer has said it, and tells at its own end what it could not write.
            BarWriterMetrics.Failed.Add(1);
        }
    }

    public async ValueTask EnsureAsync() => await _outbox.ResendAsync();

    public async ValueTask TrackAsync(IReadOnlyList<TrackedMarket> markets) => await _book.TrackAsync(markets, CancellationToken.None);

    public async ValueTask<long> UntrackAsync(IReadOnlyList<MarketId> markets)
    {
        _book.Flow.Leave(markets);
        Collect();
        if (!_options.Ordered)
        {
            await EvaluateAsync(long.MaxValue);
        }

        return _book.Flow.ReadyThroughUnixMs;
    }

    public async ValueTask<long> IngestAsync(Immutable<TradeBatch> batch)
    {
        if (!_book.TryIngest(batch.Value))
        {
            return -1;
        }

        Collect();
        if (_book.HasStrays)
        {
            await _book.CountStraysAsync(CancellationToken.None);
            Collect();
        }

        if (!_options.Ordered)
        {
            await EvaluateAsync(long.MaxValue);
        }

        return _book.Flow.ReadyThroughUnixMs;
    }

    public async Task RefillAsync(Gap gap, Immutable<TradeBatch> found, bool isCovered, string by, IReadOnlyList<UncountedTrade> unread)
    {
        Collect();
        await _book.RefillAsync(gap, found.Value, isCovered, by, unread, CancellationToken.None);
        Collect();
        if (!_options.Ordered)
        {
            await EvaluateAsync(long.MaxValue);
        }
    }

    public Task<IReadOnlyList<string>> EvaluateAsync(long barCloseUnixMs) => _evaluator.EvaluateAsync(barCloseUnixMs);

    public ValueTask<long> NextReadyAsync() => new(_book.Flow.NextReadyUnixMs);

    public ValueTask<long> CompleteAsync(long endUnixMs)
    {
        _book.Flow.Complete(endUnixMs);
        Collect();
        return new(_book.Flow.ReadyThroughUnixMs);
    }

    public Task AcknowledgeAsync(string signalId, SignalRecord verdict)
    {
        _services.Screen.Publish("signal", Symbol, verdict);
        return _outbox.RemoveAsync(signalId);
    }

    public ValueTask<PriceAnswer> FindPriceAsync(long unixMs)
    {
        var point = _book.Flow.FindPrice(unixMs);
        return new(new PriceAnswer(point, point is not null || _book.Flow.IsComplete));
    }

    public ValueTask<SymbolView> GetViewAsync() => new(_evaluator.View());

    public ValueTask<IReadOnlyList<MarketView>> GetMarketsAsync() => new(_book.Views());

    public ValueTask<Explanation?> ExplainAsync(long? barCloseUnixMs) =>
        new(barCloseUnixMs is { } at ? _evaluator.Log.Find(at) : _evaluator.Log.Latest);

    public ValueTask<CvdView> GetCvdAsync() => new(_evaluator.Cvd(_services.Screen.Sequence));

    private async Task TickAsync()
    {
        if (_services.Market.NowUnixMs is { } now)
        {
            _book.ReleaseOverdue(_services.Clock.GetUtcNow());
            _book.Flow.CloseThrough(now - (long)_options.BarGrace.TotalMilliseconds);
            Collect();
            await EvaluateAsync(long.MaxValue);
            if (_options.EvaluateFormingBar && now - _formingUnixMs >= _options.RunInterval.TotalMilliseconds)
            {
                _formingUnixMs = now;
                await _evaluator.EvaluateFormingAsync();
            }
        }
    }

    private void Collect()
    {
        _book.Collect();
        foreach (var gap in _book.Latest.Gaps)
        {
            _services.Screen.Publish("gap", Symbol, gap);
            RefillMetrics.Changed.Add(1, new("exchange", gap.Market.Exchange), new("state", gap.FilledBy is null ? "open" : "filled"));
        }

        foreach (var bar in _book.Latest.Bars.Where(b => b.Timeframe == Timeframe.S1))
        {
            _services.Screen.Publish("bar", Symbol, bar);
        }
    }

    private IAsyncStream<Signal> Stream() =>
        this.GetStreamProvider(SignalChannel.Provider).GetStream<Signal>(StreamId.Create(SignalChannel.Namespace, SignalOutbox.Executor));
}
