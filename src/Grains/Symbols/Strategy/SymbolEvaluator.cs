using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Grains.Signals;

namespace SqueezeFlow.Grains.Symbols.Strategy;

/// <summary>A symbol's strategy: window, evaluation of ready bars, signals. Runs on the grain's scheduler.</summary>
internal sealed class SymbolEvaluator(
    SymbolBook book, SignalOutbox outbox, SymbolServices services, EvaluationOptions options, SymbolAccounts accounts, ILogger logger,
    ShadowDesk? shadows = null)
{
    private const long ExplainedMs = 48 * 3_600_000L;

    private readonly StrategyWindow _window = new(book, services.History, options);
    private readonly EvaluationLog _log = new(ExplainedMs);
    private BarDecider? _decider;
    private long _pushedUnixMs;
    private (long CloseUnixMs, IReadOnlyList<Signal> Signals)? _decided;
    private IReadOnlyList<Signal> _formingSignals = [];

    public EvaluationLog Log => _log;

    private BarDecider Decider => _decider ??= new(book, _window, outbox, services, options, accounts, _log, GiveEarlyAsync, logger);

    /// <summary>
    /// Evaluates every bar that is ready and closes at or before a time; answers the ids of the signals that wait for a verdict, those of an earlier
    /// call whose answer was lost too. A bar leaves the queue when its result is kept: whatever throws, the next call goes on where this one ended.
    /// </summary>
    /// <exception cref="IOException">The store or the grain's state failed.</exception>
    public async Task<IReadOnlyList<string>> EvaluateAsync(long throughUnixMs, CancellationToken cancellationToken)
    {
        while (book.Flow.TryPeekReady(throughUnixMs, out var bar))
        {
            await _window.PrepareAsync(bar.CloseUnixMs, cancellationToken);
            if (_pushedUnixMs != bar.CloseUnixMs)
            {
                _window.Push(bar, outbox.State);
                _pushedUnixMs = bar.CloseUnixMs;
            }

            if (_decided?.CloseUnixMs != bar.CloseUnixMs)
            {
                _decided = (bar.CloseUnixMs, await Decider.DecideAsync(bar, _window.Strategy, cancellationToken));
            }

            var signals = await outbox.KeepAsync(bar.CloseUnixMs, _window.SpotCvd, _window.PerpCvd, _decided.Value.Signals);
            book.Flow.TakeReady();
            await GiveAsync(signals);
            if (shadows is not null)
            {
                await shadows.ReadAsync(_window, bar, signals);
            }

            if (services.Screen.WantsStates())
            {
                services.Screen.Publish(EventKinds.Symbol, book.Flow.Symbol, View());
            }

            await services.Publisher.MarkActivityAsync(services.Clock.GetUtcNow(), cancellationToken);
        }

        return outbox.PendingThrough(throughUnixMs);
    }

    /// <summary>
    /// Evaluates the bar that is forming, as if it closed now. The same decision at its close has the same id. A signal that could not be kept is
    /// kept and given by the next call.
    /// </summary>
    public async Task EvaluateFormingAsync(CancellationToken cancellationToken)
    {
        if (_formingSignals.Count == 0)
        {
            _formingSignals = await DecideFormingAsync(cancellationToken);
        }

        if (_formingSignals.Count > 0)
        {
            var signals = await KeepEarlyAsync(_formingSignals);
            _formingSignals = [];
            await GiveAsync(signals);
        }
    }

    public SymbolView View()
    {
        var flow = book.Flow;
        var latest = Log.Latest;
        return new(
            flow.Symbol,
            flow.Markets.Count(m => m.Kind == Core.Markets.MarketKind.Spot),
            flow.Markets.Count(m => m.Kind == Core.Markets.MarketKind.Perp),
            flow.FindPrice(long.MaxValue)?.Price,
            flow.WatermarkUnixMs == long.MinValue ? null : DateTimeOffset.FromUnixTimeMilliseconds(flow.WatermarkUnixMs),
            _window.SpotCvd,
            _window.PerpCvd,
            _window.Strategy.WindowSpotCvd,
            _window.Strategy.WindowPerpCvd,
            _window.Strategy.Bars,
            latest?.Decision,
            latest?.Score ?? 0,
            latest?.FirstFailure,
            latest is null ? null : DateTimeOffset.FromUnixTimeMilliseconds(latest.BarCloseUnixMs),
            outbox.State.Pending.Count,
            flow.Trades)
        {
            WaitingBar = flow.NextReadyUnixMs == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(flow.NextReadyUnixMs),
            LastTradeAt = flow.LatestUnixMs == long.MinValue ? null : DateTimeOffset.FromUnixTimeMilliseconds(flow.LatestUnixMs),
            HistoryProblem = _window.HistoryProblem,
            HoldReason = _window.HoldReason,
        };
    }

    public CvdView Cvd(long asOf)
    {
        var bars = _window.Bars.ToList();
        if (book.Flow.Forming is { } forming)
        {
            bars.Add(forming);
        }

        return CvdView.Of(book.Flow.Symbol, book.Flow.Timeframe, asOf, bars);
    }

    /// <summary>What an entry of this moment would be compared with later.</summary>
    public EntryBaseline BaselineNow() => _window.BaselineNow(book.Flow.Waiting.Where(bar => bar.CloseUnixMs > _pushedUnixMs).Select(bar => bar.Bar));

    private async Task<IReadOnlyList<Signal>> DecideFormingAsync(CancellationToken cancellationToken) =>
        book.Flow.Forming is { } forming && _window.Strategy.Bars > 0
            ? await Decider.DecideAsync(new(forming, book.Flow.Timeframe.Close(forming.OpenUnixMs), 0), _window.Preview(forming), cancellationToken)
            : [];

    private async Task GiveEarlyAsync(IReadOnlyList<Signal> exits) => await GiveAsync(await KeepEarlyAsync(exits));

    // The kept volume delta is that of closed bars, whatever the decision rested on: its bar is not evaluated yet.
    private Task<IReadOnlyList<Signal>> KeepEarlyAsync(IReadOnlyList<Signal> signals) =>
        outbox.KeepAsync(outbox.State.EvaluatedUnixMs, outbox.State.SpotCvd, outbox.State.PerpCvd, signals);

    // Each account on its own: one whose executor does not answer costs the exits of the others no time.
    private Task GiveAsync(IReadOnlyList<Signal> signals) => Task.WhenAll(signals.Select(GiveAsync));

    private async Task GiveAsync(Signal signal)
    {
        OutboxMetrics.Given.Add(1);
        OutboxLog.Given(logger, signal);
        services.Screen.Publish(EventKinds.Signal, book.Flow.Symbol, new SignalRecord(signal, SignalOutcome.Pending));
        await outbox.SendAsync(signal);
    }
}
