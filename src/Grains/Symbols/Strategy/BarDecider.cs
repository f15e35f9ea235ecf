using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Explaining;
using SqueezeFlow.Core.Signals.Messages;
using SqueezeFlow.Core.Signals.Validation;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Interfaces.Execution;

namespace SqueezeFlow.Grains.Symbols.Strategy;

/// <summary>
/// Decides on one bar. A coin has one position over all accounts: while one is open, or about to be, no other is entered. Should there be more all the same, each of them is
/// looked at, and each has an exit of its own. Runs on the grain's scheduler.
/// </summary>
/// <param name="book">The symbol's flow.</param>
/// <param name="window">The strategy's window.</param>
/// <param name="outbox">Says where an entry would go.</param>
/// <param name="services">Open interest, the last check before a signal is given, wall time.</param>
/// <param name="options">When bars are evaluated.</param>
/// <param name="accounts">Who holds the coin.</param>
/// <param name="log">Takes the explanation.</param>
/// <param name="give">Gives exits at once, while the bar waits for another account.</param>
/// <param name="logger">Told of what is not given.</param>
internal sealed class BarDecider(
    SymbolBook book,
    StrategyWindow window,
    SignalOutbox outbox,
    SymbolServices services,
    EvaluationOptions options,
    SymbolAccounts accounts,
    EvaluationLog log,
    Func<IReadOnlyList<Signal>, Task> give,
    ILogger logger)
{
    private const string Left = "CLOSE";
    private const string Unreachable = "the account cannot be reached";

    private static readonly TimeSpan AccountRetry = TimeSpan.FromSeconds(1);

    /// <summary>The signals of a bar that have not been given yet.</summary>
    public async Task<IReadOnlyList<Signal>> DecideAsync(ReadyBar bar, SqueezeStrategy strategy, CancellationToken cancellationToken)
    {
        OutboxMetrics.Evaluations.Add(1);
        var (isHeld, exits) = await LeaveAsync(bar, strategy, await accounts.FindHoldersAsync(cancellationToken), cancellationToken);
        return isHeld || (accounts.SoleTaker ?? await FindTakerAsync(bar, strategy)) is not { } taker
            ? exits
            : await DecideAsync(bar, strategy, taker, await ReadAsync(taker, bar, strategy, cancellationToken));
    }

    // An account that does not answer holds up the exits of no other: those are given while it is waited for.
    private async Task<(bool IsHeld, IReadOnlyList<Signal> Exits)> LeaveAsync(
        ReadyBar bar, SqueezeStrategy strategy, IReadOnlyList<string> holders, CancellationToken cancellationToken)
    {
        var isHeld = false;
        List<Signal> exits = [];
        List<string> silent = [];
        foreach (var (holder, portfolio) in holders.Zip(await Task.WhenAll(holders.Select(holder => accounts.ReadAsync(holder, cancellationToken)))))
        {
            if (portfolio.Account is null)
            {
                silent.Add(holder);
            }
            else if (portfolio is not { Positions: [], HasEntryInFlight: false })
            {
                isHeld = true;
                exits.AddRange(await DecideAsync(bar, strategy, holder, portfolio));
            }
        }

        if (silent.Count > 0 && exits.Count > 0)
        {
            await give(exits);
            exits = [];
        }

        foreach (var (holder, portfolio) in silent.Zip(await Task.WhenAll(silent.Select(holder => ReadAsync(holder, bar, strategy, cancellationToken)))))
        {
            if (portfolio is not { Account: not null, Positions: [], HasEntryInFlight: false })
            {
                isHeld = true;
                exits.AddRange(await DecideAsync(bar, strategy, holder, portfolio));
            }
        }

        return (isHeld, exits);
    }

    // Whose entry it would be is known by its score alone; the money of the account does not change that.
    private async Task<string?> FindTakerAsync(ReadyBar bar, SqueezeStrategy strategy)
    {
        if (window.HoldReason is { } reason)
        {
            Hold(bar, strategy, reason);
            return null;
        }

        await AddOpenInterestAsync(bar, strategy);
        var signal = SignalOf(strategy.Evaluate(new(1)), null);
        if (signal is null)
        {
            Explain(strategy.Explain());
        }

        return signal is null ? null : outbox.AccountOf(signal);
    }

    private async Task<IReadOnlyList<Signal>> DecideAsync(ReadyBar bar, SqueezeStrategy strategy, string account, PortfolioAnswer portfolio)
    {
        if (portfolio.Account is not { } money)
        {
            Hold(bar, strategy, accounts.Say(account, portfolio.Problem ?? Unreachable));
            return [];
        }

        if (portfolio.Positions.Count > 0)
        {
            return [.. portfolio.Positions.Select(held => Leave(bar, strategy, account, (double)money.TotalUsd, held)).OfType<Signal>()];
        }

        var reason = window.HoldReason
            ?? (portfolio.Foreign is { } foreign ? accounts.Say(account, foreign)
            : portfolio.HasEntryInFlight ? accounts.Say(account, "an entry is on its way")
            : null);
        if (reason is not null)
        {
            Hold(bar, strategy, reason);
            return [];
        }

        // Where an entry goes the outbox decides.
        await AddOpenInterestAsync(bar, strategy);
        return Pass(bar, strategy, SignalOf(strategy.Evaluate(new((double)money.TotalUsd)), null), null) is { } entry ? [entry] : [];
    }

    // A position is watched whatever is missing in the window: it must not be left alone for the width of it.
    private Signal? Leave(ReadyBar bar, SqueezeStrategy strategy, string account, double totalUsd, PortfolioPosition held)
    {
        if (held.IsEntryInFlight || held.Exits.IsOnItsWay)
        {
            Hold(bar, strategy, accounts.Say(account, held.IsEntryInFlight ? "an entry is on its way" : "an exit is on its way"));
            return null;
        }

        var position = window.Open(held);
        var exit = SignalOf(strategy.Evaluate(new(totalUsd, position)), position);
        return Pass(bar, strategy, exit is null ? null : exit with
        {
            Id = ExitIds.Of(exit.Pair, account, held.Position.Tag, held.Exits.Ended, exit.BarCloseUnixMs),
            Account = account,
        }, position);
    }

    private Signal? Pass(ReadyBar bar, SqueezeStrategy strategy, Signal? signal, OpenPosition? position)
    {
        var isUnfillable = signal is not null && IsLast(bar);
        var explanation = Origin.Mark(strategy.Explain(), position);
        Explain(isUnfillable ? explanation with { FirstFailure = "the market has ended: no trade follows that could fill an order" } : explanation);
        return signal is null || (isUnfillable ? Drops(signal) : Refuses(signal)) ? null : signal;
    }

    private async Task AddOpenInterestAsync(ReadyBar bar, SqueezeStrategy strategy)
    {
        if (options.EnableOpenInterest)
        {
            strategy.OpenInterestChangePercent = await services.OpenInterest.AtAsync(book.Flow.Symbol, bar.CloseUnixMs);
        }
    }

    // A bar waits for the account until the next one has closed: a decision that comes late may still be acted on, and one that was never made
    // is lost. Meanwhile its explanation says what it waits for.
    private async Task<PortfolioAnswer> ReadAsync(string account, ReadyBar bar, SqueezeStrategy strategy, CancellationToken cancellationToken)
    {
        while (true)
        {
            var answer = await accounts.ReadAsync(account, cancellationToken);
            if (answer.Account is not null || options.Mode.Schedule == BarSchedule.InOrder || strategy != window.Strategy || book.Flow.Ready > 1)
            {
                return answer;
            }

            Hold(bar, strategy, $"{accounts.Say(account, answer.Problem ?? Unreachable)}; the bar waits for it");
            await Task.Delay(AccountRetry, services.Clock, cancellationToken);
        }
    }

    private Signal? SignalOf(in Evaluation evaluation, OpenPosition? position) =>
        SignalFactory.Create(book.Flow.Symbol, evaluation, position) is { } signal
            ? signal with { SpotCvd = window.SpotCvd, PerpCvd = window.PerpCvd, ParametersHash = window.Strategy.ParametersHash }
            : null;

    // Simulated and recorded markets end; an order that nothing can fill would only be refused.
    private bool IsLast(in ReadyBar bar) => book.Flow.IsComplete && book.Flow.FindPrice(bar.CloseUnixMs) is null;

    private bool Drops(Signal signal)
    {
        OutboxLog.Unfillable(logger, signal.Id);
        return true;
    }

    // An exit is counted like any other, and never held back: that another one of the pair had the same price is no reason to keep a position.
    private bool Refuses(Signal signal)
    {
        var check = services.Gate.Check(signal);
        if (check.Verdict == SignalVerdict.Valid || signal.Action == SignalAction.Close)
        {
            return false;
        }

        OutboxMetrics.Refused.Add(1);
        OutboxLog.Refused(logger, signal.Id, string.Join(", ", check.Codes));
        return true;
    }

    private void Hold(ReadyBar bar, SqueezeStrategy strategy, string reason) => Explain(new(
        book.Flow.Symbol,
        bar.CloseUnixMs,
        options.Profile,
        strategy.Bars,
        "HOLD",
        0,
        reason,
        [new(0, "evaluation", reason, "nothing in the way", false)]));

    // Of several positions the one that is left is what a bar is remembered for.
    private void Explain(Explanation explanation)
    {
        if (explanation.Decision == Left || log.Latest is not { Decision: Left } latest || latest.BarCloseUnixMs != explanation.BarCloseUnixMs)
        {
            log.Add(explanation);
        }
    }
}
