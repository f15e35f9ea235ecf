using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Messages;
using SqueezeFlow.Core.Signals.Validation;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Interfaces.Execution;

namespace SqueezeFlow.Grains.Symbols.Strategy;

/// <summary>A symbol's strategy: window, evaluation of ready bars, signals. Runs on the grain's scheduler.</summary>
internal sealed class SymbolEvaluator(
    SymbolBook book, SignalOutbox outbox, SymbolServices services, EvaluationOptions options, SymbolAccounts accounts, ILogger logger)
{
    private const long ExplainedMs = 48 * 3_600_000L;
    private const string Unreachable = "the account cannot be reached";

    private static readonly TimeSpan AccountRetry = TimeSpan.FromSeconds(1);

    private readonly StrategyWindow _window = new(book, services.History, options);
    private long _pushedUnixMs;
    private (long CloseUnixMs, Signal? Signal)? _decided;
    private Signal? _formingSignal;

    public EvaluationLog Log { get; } = new(ExplainedMs);

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
                _decided = (bar.CloseUnixMs, await DecideAsync(bar, _window.Strategy, cancellationToken));
            }

            var signal = await outbox.KeepAsync(bar.CloseUnixMs, _window.SpotCvd, _window.PerpCvd, _decided.Value.Signal);
            book.Flow.TakeReady();
            if (signal is not null)
            {
                await GiveAsync(signal);
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
        _formingSignal ??= await DecideFormingAsync(cancellationToken);
        if (_formingSignal is not null)
        {
            // The kept volume delta is that of closed bars, whatever the decision rested on.
            var signal = await outbox.KeepAsync(outbox.State.EvaluatedUnixMs, _window.SpotCvd, _window.PerpCvd, _formingSignal);
            _formingSignal = null;
            await GiveAsync(signal!);
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

    // A coin has one position, whichever account holds it: while one is open, or about to be, it is that account's to decide on.
    private async Task<Signal?> DecideAsync(ReadyBar bar, SqueezeStrategy strategy, CancellationToken cancellationToken)
    {
        OutboxMetrics.Evaluations.Add(1);
        var isHeld = false;
        foreach (var holder in await accounts.FindHoldersAsync(cancellationToken))
        {
            var portfolio = await ReadPortfolioAsync(holder, bar, strategy, cancellationToken);
            if (portfolio is { Account: not null, Position: null, HasEntryInFlight: false })
            {
                continue;
            }

            isHeld = true;
            if (await DecideAsync(bar, strategy, holder, portfolio) is { } exit)
            {
                return exit;
            }
        }

        return !isHeld && (accounts.SoleTaker ?? await FindTakerAsync(bar, strategy, cancellationToken)) is { } taker
            ? await DecideAsync(bar, strategy, taker, await ReadPortfolioAsync(taker, bar, strategy, cancellationToken))
            : null;
    }

    // Whose entry it would be is known by its score alone; the money of the account does not change that.
    private async Task<string?> FindTakerAsync(ReadyBar bar, SqueezeStrategy strategy, CancellationToken cancellationToken)
    {
        if (_window.HoldReason is { } reason)
        {
            Hold(bar, strategy, reason);
            return null;
        }

        await AddOpenInterestAsync(bar, strategy);
        var signal = SignalOf(strategy.Evaluate(new(1)), null);
        if (signal is null)
        {
            Log.Add(strategy.Explain());
        }

        return signal is null ? null : outbox.AccountOf(signal);
    }

    private async Task<Signal?> DecideAsync(
        ReadyBar bar, SqueezeStrategy strategy, string account, PortfolioAnswer portfolio)
    {
        if (portfolio.Account is not { } money)
        {
            return Hold(bar, strategy, accounts.Say(account, portfolio.Problem ?? Unreachable));
        }

        // A position is watched whatever is missing: it must not be left alone for the width of a window.
        if (portfolio.Position is null && _window.HoldReason is { } reason)
        {
            return Hold(bar, strategy, reason);
        }

        if (portfolio is { Position: null, Foreign: { } foreign })
        {
            return Hold(bar, strategy, accounts.Say(account, foreign));
        }

        if (portfolio.HasEntryInFlight)
        {
            return Hold(bar, strategy, accounts.Say(account, "an entry is on its way"));
        }

        if (portfolio.IsExitOnItsWay)
        {
            return Hold(bar, strategy, accounts.Say(account, "an exit is on its way"));
        }

        if (portfolio.Position is null)
        {
            await AddOpenInterestAsync(bar, strategy);
        }

        var position = _window.Open(portfolio);
        var evaluation = strategy.Evaluate(new((double)money.TotalUsd, position));
        var signal = SignalOf(evaluation, position);
        if (position is not null)
        {
            // Whose position it is was found out here; where an entry goes the outbox decides.
            signal = signal is null ? null : signal with { Account = account };
        }

        var isUnfillable = signal is not null && IsLast(bar);
        var explanation = Origin.Mark(strategy.Explain(), position);
        Log.Add(isUnfillable ? explanation with { FirstFailure = "the market has ended: no trade follows that could fill an order" } : explanation);
        return signal is null || (isUnfillable ? Drops(signal) : Refuses(signal)) ? null : signal;
    }

    private async Task AddOpenInterestAsync(ReadyBar bar, SqueezeStrategy strategy)
    {
        if (options.EnableOpenInterest)
        {
            strategy.OpenInterestChangePercent = await services.OpenInterest.AtAsync(book.Flow.Symbol, bar.CloseUnixMs);
        }
    }

    private async Task<Signal?> DecideFormingAsync(CancellationToken cancellationToken) =>
        book.Flow.Forming is { } forming && _window.Strategy.Bars > 0
            ? await DecideAsync(new(forming, book.Flow.Timeframe.Close(forming.OpenUnixMs), 0), _window.Preview(forming), cancellationToken)
            : null;

    private async Task GiveAsync(Signal signal)
    {
        OutboxMetrics.Given.Add(1);
        OutboxLog.Given(logger, signal);
        services.Screen.Publish(EventKinds.Signal, book.Flow.Symbol, new SignalRecord(signal, SignalOutcome.Pending));
        await outbox.SendAsync(signal);
    }

    // A bar waits for the account until the next one has closed: a decision that comes late may still be acted on, and one that was never made
    // is lost. Meanwhile its explanation says what it waits for.
    private async Task<PortfolioAnswer> ReadPortfolioAsync(string account, ReadyBar bar, SqueezeStrategy strategy, CancellationToken cancellationToken)
    {
        while (true)
        {
            var answer = await TryAskPortfolioAsync(account, cancellationToken);
            if (answer.Account is not null || options.Mode.Schedule == BarSchedule.InOrder || strategy != _window.Strategy || book.Flow.Ready > 1)
            {
                return answer;
            }

            Hold(bar, strategy, $"{accounts.Say(account, answer.Problem ?? Unreachable)}; the bar waits for it");
            await Task.Delay(AccountRetry, services.Clock, cancellationToken);
        }
    }

    private async Task<PortfolioAnswer> TryAskPortfolioAsync(string account, CancellationToken cancellationToken)
    {
        try
        {
            return await accounts.ExecutorOf(account).GetPortfolioAsync(book.Flow.Symbol).WaitAsync(cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            OutboxMetrics.EvaluationFailures.Add(1);
            return new(null, null, null, false) { Problem = $"the executor did not answer: {e.Message}" };
        }
    }

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

    private Signal? Hold(ReadyBar bar, SqueezeStrategy strategy, string reason)
    {
        Log.Add(new(
            book.Flow.Symbol,
            bar.CloseUnixMs,
            options.Profile,
            strategy.Bars,
            "HOLD",
            0,
            reason,
            [new(0, "evaluation", reason, "nothing in the way", false)]));
        return null;
    }
}
