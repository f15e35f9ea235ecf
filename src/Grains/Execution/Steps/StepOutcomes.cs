using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Grains.Execution.Risk;

namespace SqueezeFlow.Grains.Execution.Steps;

/// <summary>What an answer of the account, or the want of one, makes of a signal.</summary>
internal sealed class StepOutcomes(TimeProvider clock)
{
    /// <summary>How long an order is looked for that the account does not show, or waited for that it does not fill.</summary>
    public static readonly TimeSpan LookFor = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    /// <summary>Whether it has been looked for long enough.</summary>
    public bool IsLookedFor(DateTimeOffset? since) => clock.GetUtcNow() - since >= LookFor;

    /// <summary>The account has answered an order.</summary>
    public InboxEntry Read(InboxEntry sent, OrderResult result) => result.Verdict switch
    {
        OrderVerdict.Filled or OrderVerdict.Accepted => Find(sent, result.Position!),

        // An exit is tried until its position is gone, whatever the account says of it.
        OrderVerdict.Refused when sent.IsEntry => End(sent, IntentState.Rejected, result.Reason, new(SignalRules.Account)),
        OrderVerdict.Refused or OrderVerdict.Unavailable => Postpone(sent, result.Reason ?? "the account gave no reason"),
        _ => Lose(sent, result.Reason ?? "the account's answer could not be read"),
    };

    /// <summary>The account shows the position of an order.</summary>
    public InboxEntry Find(InboxEntry entry, Position position)
    {
        var isDone = entry.IsEntry ? position.IsFilled || !position.IsOpen : !position.IsOpen;
        var found = entry with { TradeId = position.TradeId, Misses = 0, DueAt = null };
        if (!isDone)
        {
            return entry.State == IntentState.Accepted
                ? entry
                : found with { State = IntentState.Accepted, Detail = null, DueAt = clock.GetUtcNow() + BetweenLooks, UpdatedAt = clock.GetUtcNow() };
        }

        return End(found, IntentState.Filled, null) with
        {
            Price = (double?)(entry.IsEntry ? position.EntryPrice : position.ExitPrice),
            ProfitUsd = entry.IsEntry ? null : position.ProfitUsd,
        };
    }

    /// <summary>Certainly nothing was done: it is no attempt, and is made again after a while. An exit above all must outlast an account that is away.</summary>
    public InboxEntry Postpone(InboxEntry sent, string reason)
    {
        var now = clock.GetUtcNow();
        var misses = sent.Misses + 1;
        return sent with
        {
            State = IntentState.Received,
            Attempts = sent.IsEntry ? sent.Attempts - 1 : sent.Attempts,
            Detail = reason,
            Misses = misses,
            DueAt = now + RetryPace.After(misses, sent.Signal.Id, sent.IsEntry ? RetryPace.LongestOfEntry : RetryPace.LongestOfExit),
            OutstandingSince = sent.IsEntry ? null : sent.OutstandingSince ?? now,
            UpdatedAt = now,
        };
    }

    /// <summary>The order may have arrived: it is looked for.</summary>
    public InboxEntry Lose(InboxEntry sent, string reason)
    {
        ExecutorMetrics.Unknown.Add(1);
        var now = clock.GetUtcNow();
        return sent with
        {
            State = IntentState.Unknown,
            Detail = reason,
            UnknownSince = now,
            DueAt = now + BetweenLooks,
            OutstandingSince = sent.IsEntry ? null : sent.OutstandingSince ?? now,
            UpdatedAt = now,
        };
    }

    /// <summary>It was looked for in vain, or its position is still open: the order is made again, an exit after a wait that grows.</summary>
    public InboxEntry Repeat(InboxEntry entry)
    {
        var now = clock.GetUtcNow();
        var misses = entry.IsEntry ? 0 : entry.Misses + 1;
        return entry with
        {
            State = IntentState.Received,
            Misses = misses,
            DueAt = entry.IsEntry ? null : now + RetryPace.After(misses, entry.Signal.Id, RetryPace.LongestOfExit),
            UpdatedAt = now,
        };
    }

    /// <summary>The account answers, and knows nothing of the position that an exit is to close: there is nothing to be done.</summary>
    public InboxEntry Miss(InboxEntry entry) => End(
        entry,
        IntentState.Rejected,
        entry.Signal.TradeId is { } id ? $"no open position {id} of {entry.Signal.BaseSymbol}" : $"no open position of {entry.Signal.BaseSymbol} is named",
        new(SignalRules.NoPosition));

    /// <summary>A verdict.</summary>
    public InboxEntry End(InboxEntry entry, IntentState state, string? detail, Refusal? refusal = null) =>
        entry with { State = state, Detail = detail, Refusal = refusal, DueAt = null, OutstandingSince = null, UpdatedAt = clock.GetUtcNow() };
}
