using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Messages;
using SqueezeFlow.Core.Signals.Validation;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Interfaces.Execution;

namespace SqueezeFlow.Grains.Symbols;

/// <summary>A symbol's strategy: window, evaluation of ready bars, signals. Runs on the grain's scheduler.</summary>
internal sealed class SymbolEvaluator(
    SymbolBook book, SignalOutbox outbox, SymbolServices services, EvaluationOptions options, IExecutorGrain executor, ILogger logger)
{
    private const long ExplainedMs = 48 * 3_600_000L;

    private readonly StrategyWindow _window = new(book, services.History, options);

    public EvaluationLog Log { get; } = new(ExplainedMs);

    /// <summary>Evaluates every bar that is ready and closes at or before a time; answers the ids of the signals given.</summary>
    public async Task<IReadOnlyList<string>> EvaluateAsync(long throughUnixMs)
    {
        List<string>? given = null;
        while (book.Flow.NextReadyUnixMs is > 0 and var next && next <= throughUnixMs &&
               await _window.PrepareAsync(next, options.Ordered, CancellationToken.None) &&
               book.Flow.TryTakeReady(throughUnixMs, out var bar))
        {
            _window.Push(bar, outbox.State);
            if (await EvaluateAsync(bar, _window.Strategy) is { } signal)
            {
                (given ??= []).Add(signal.Id);
            }

            services.Screen.Publish("sym", book.Flow.Symbol, View());
            await services.Publisher.MarkActivityAsync(services.Clock.GetUtcNow(), CancellationToken.None);
        }

        return given ?? [];
    }

    /// <summary>Evaluates the bar that is forming, as if it closed now. The same decision at its close has the same id.</summary>
    public async Task EvaluateFormingAsync()
    {
        if (book.Flow.Forming is { } forming && _window.Strategy.Bars > 0)
        {
            await EvaluateAsync(new(forming, book.Flow.Timeframe.Close(forming.OpenUnixMs), 0), _window.Preview(forming));
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
            HistoryProblem = _window.HistoryProblem,
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

    private async Task<Signal?> EvaluateAsync(ReadyBar bar, SqueezeStrategy strategy)
    {
        OutboxMetrics.Evaluations.Add(1);
        var portfolio = await AskPortfolioAsync();
        if (portfolio.Account is not { } account)
        {
            return await HoldAsync(bar, strategy, "the account cannot be reached");
        }

        // A position is watched whatever is missing: it must not be left alone for the width of a window.
        if (portfolio.Position is null && _window.HoldReason is { } reason)
        {
            return await HoldAsync(bar, strategy, reason);
        }

        if (portfolio.HasEntryInFlight)
        {
            return await HoldAsync(bar, strategy, "an entry is on its way");
        }

        if (options.EnableOpenInterest && portfolio.Position is null)
        {
            strategy.OpenInterestChangePercent = await services.OpenInterest.AtAsync(book.Flow.Symbol, bar.CloseUnixMs);
        }

        var position = _window.Open(portfolio);
        var evaluation = strategy.Evaluate(new((double)account.TotalUsd, position));
        var signal = SignalOf(evaluation, position);
        var isUnfillable = signal is not null && IsLast(bar);
        Log.Add(isUnfillable ? strategy.Explain() with { FirstFailure = "the market has ended: no trade follows that could fill an order" } : strategy.Explain());
        if (signal is not null && (isUnfillable ? Drops(signal) : Refuses(signal)))
        {
            signal = null;
        }

        await outbox.KeepAsync(ClosedThrough(bar, strategy), _window.SpotCvd, _window.PerpCvd, signal);
        if (signal is not null)
        {
            OutboxMetrics.Given.Add(1);
            OutboxLog.Given(logger, signal);
            services.Screen.Publish("signal", book.Flow.Symbol, new SignalRecord(signal, SignalOutcome.Pending));
            await outbox.SendAsync(signal);
        }

        return signal;
    }

    private async Task<PortfolioAnswer> AskPortfolioAsync()
    {
        try
        {
            return await executor.GetPortfolioAsync(book.Flow.Symbol);
        }
        catch (TimeoutException)
        {
            // An account that hangs is one that cannot be reached: the bar is held, and says so.
            OutboxMetrics.EvaluationFailures.Add(1);
            return new(null, null, null, false);
        }
    }

    // The kept volume delta is that of closed bars, whatever the decision rested on.
    private long ClosedThrough(in ReadyBar bar, SqueezeStrategy strategy) =>
        strategy == _window.Strategy ? bar.CloseUnixMs : outbox.State.EvaluatedUnixMs;

    private Signal? SignalOf(in Evaluation evaluation, OpenPosition? position) =>
        SignalFactory.Create(book.Flow.Symbol, evaluation, position) is { } signal
            ? signal with { SpotCvd = _window.SpotCvd, PerpCvd = _window.PerpCvd }
            : null;

    // Simulated and recorded markets end; an order that nothing can fill would only be refused.
    private bool IsLast(in ReadyBar bar) => book.Flow.IsComplete && book.Flow.FindPrice(bar.CloseUnixMs) is null;

    private bool Drops(Signal signal)
    {
        OutboxLog.Unfillable(logger, signal.Id);
        return true;
    }

    private bool Refuses(Signal signal)
    {
        var check = services.Gate.Check(signal);
        if (check.Verdict == SignalVerdict.Valid)
        {
            return false;
        }

        OutboxMetrics.Refused.Add(1);
        OutboxLog.Refused(logger, signal.Id, string.Join(", ", check.Codes));
        return true;
    }

    private async Task<Signal?> HoldAsync(ReadyBar bar, SqueezeStrategy strategy, string reason)
    {
        Log.Add(new(
            book.Flow.Symbol,
            bar.CloseUnixMs,
            options.Profile,
            _window.Strategy.Bars,
            "HOLD",
            0,
            reason,
            [new(0, "evaluation", reason, "nothing in the way", false)]));
        await outbox.KeepAsync(ClosedThrough(bar, strategy), _window.SpotCvd, _window.PerpCvd, null);
        return null;
    }
}
