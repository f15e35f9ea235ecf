using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Grains.Execution.Risk;
using SqueezeFlow.Grains.Execution.Steps;
using SqueezeFlow.Grains.Execution.Trail;
using SqueezeFlow.Grains.Signals;

namespace SqueezeFlow.Grains.Execution;

/// <summary>
/// Takes one signal one step further: checks age and risk, calls the account, reads its verdict, looks for an order whose answer was lost or that
/// is not filled yet. Keeps nothing; the caller keeps each step before the next.
/// </summary>
/// <param name="gateway">The account.</param>
/// <param name="risk">Its limits.</param>
/// <param name="market">Market time.</param>
/// <param name="options">How old a signal may be, and how much it stakes.</param>
/// <param name="evaluation">Whether markets end.</param>
/// <param name="clock">Wall time.</param>
/// <param name="notes">Told of calls and looks.</param>
/// <param name="absence">Why there is no account that could be asked; null where there is one.</param>
internal sealed class OrderDesk(
    IOrderGateway gateway,
    EntryRisk risk,
    IMarketClock market,
    IOptions<ExecutionOptions> options,
    IOptions<EvaluationOptions> evaluation,
    TimeProvider clock,
    OrderNotes? notes = null,
    string? absence = null)
{
    /// <summary>Calls for one entry whose answers were lost, at most: the second is made when a minute of looking has shown nothing of the first.</summary>
    public const int MostLost = 2;

    private const int MostMissesInOrder = 3;

    private static readonly TimeSpan EntryTimeLimit = TimeSpan.FromSeconds(30);

    // An account that takes its time over each of its calls needs several of them for one exit.
    private static readonly TimeSpan ExitTimeLimit = TimeSpan.FromSeconds(60);

    private readonly ExecutionOptions _options = options.Value;
    private readonly StepOutcomes _outcomes = new(clock);

    /// <summary>Whether the signal may still be acted on; null while market time is not known.</summary>
    public bool? IsFresh(Signal signal) =>
        market.NowUnixMs is { } now ? now - signal.BarCloseUnixMs <= _options.MaxSignalAge.TotalMilliseconds : null;

    /// <summary>Checks everything that can be checked before the account is called: null when the order may be sent. An exit always may.</summary>
    /// <exception cref="IOException">The account cannot be reached.</exception>
    public async Task<InboxEntry?> RefuseAsync(InboxEntry entry, CancellationToken cancellationToken)
    {
        // Markets that run in order end: what the account has not done then it will never do.
        if (evaluation.Value.Mode.Schedule == BarSchedule.InOrder && entry.Misses >= MostMissesInOrder)
        {
            return _outcomes.End(entry, IntentState.Rejected, $"no success in {MostMissesInOrder} attempts: {entry.Detail}", new(SignalRules.Attempts, entry.Misses, MostMissesInOrder));
        }

        if (!entry.IsEntry)
        {
            return null;
        }

        var signal = entry.Signal;
        if (IsFresh(signal) == false)
        {
            // A call whose answer was lost may yet turn out to have had its effect.
            var why = entry.Detail is { Length: > 0 } detail ? $": {detail}" : "";
            return _outcomes.End(
                entry,
                entry.Attempts > 0 ? IntentState.NotOpened : IntentState.Expired,
                $"older than {_options.MaxSignalAge.TotalSeconds:0} s of market time{why}",
                new(entry.Attempts > 0 ? SignalRules.NotOpened : SignalRules.Age, AgeOf(signal), _options.MaxSignalAge.TotalSeconds));
        }

        var open = await gateway.GetOpenPositionsAsync(cancellationToken);
        if (open.FirstOrDefault(p => p.Tag == signal.Id) is { } own)
        {
            return _outcomes.Find(entry, own);
        }

        return await risk.RefuseAsync(signal, open, cancellationToken) is not { } refusal ? null
            : refusal.MayPass ? _outcomes.Postpone(entry with { Attempts = entry.Attempts + 1 }, refusal.Words)
            : _outcomes.End(entry, IntentState.Rejected, refusal.Words, refusal);
    }

    /// <summary>Calls the account for an order that is kept as sent.</summary>
    public async Task<InboxEntry> SendAsync(InboxEntry sent, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(sent.IsEntry ? EntryTimeLimit : ExitTimeLimit, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        Func<Task<InboxEntry>>? call = null;
        try
        {
            call = sent.IsEntry ? await PrepareEntryAsync(sent, limit.Token) : await PrepareExitAsync(sent, limit.Token);
            return await call();
        }
        catch (Exception e) when (IsAnswerLost(e, call is not null) && !(e is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            var reason = e is OperationCanceledException ? "the account did not answer in time" : e.Message;
            if (call is null)
            {
                ExecutorMetrics.Failures.Add(1);
                return _outcomes.Postpone(sent.IsEntry ? sent : sent with { Attempts = sent.Attempts - 1 }, reason);
            }

            return _outcomes.Lose(sent, reason);
        }
    }

    /// <summary>Looks for an order whose outcome is not known, or that is not filled yet. The same entry when there is nothing new.</summary>
    /// <exception cref="IOException">The account cannot be reached.</exception>
    public async Task<InboxEntry> LookAsync(InboxEntry entry, CancellationToken cancellationToken)
    {
        notes?.Looks(entry);
        if (!entry.IsEntry)
        {
            return await LookAtExitAsync(entry, cancellationToken);
        }

        // Nobody can be asked. Should it have been opened after all, it is an orphan when the account is there again.
        if (absence is not null && IsFresh(entry.Signal) == false)
        {
            return _outcomes.End(entry, IntentState.NotOpened, $"{absence}; whether it was opened is not known here: look at that account", new(SignalRules.NotOpened));
        }

        if (await gateway.FindByTagAsync(entry.Signal.Id, cancellationToken) is { } found)
        {
            return _outcomes.Find(entry, found);
        }

        return entry.State switch
        {
            IntentState.Accepted => _outcomes.End(entry, IntentState.NotOpened, "the entry was withdrawn before it was filled", new(SignalRules.NotOpened)),

            // Kept as sent in memory only, because the write failed: it was not sent.
            IntentState.Sent => _outcomes.Repeat(entry with { Attempts = Math.Max(0, entry.Attempts - 1) }),
            _ => LookOn(entry),
        };
    }

    private InboxEntry LookOn(InboxEntry entry)
    {
        if (entry.UnknownSince is null)
        {
            return entry with { UnknownSince = clock.GetUtcNow() };
        }

        if (!_outcomes.IsLookedFor(entry.UnknownSince))
        {
            return entry;
        }

        return entry.Attempts >= MostLost || IsFresh(entry.Signal) == false
            ? _outcomes.End(entry, IntentState.NotOpened, entry.Detail ?? "the account shows no such order", new(SignalRules.NotOpened))
            : _outcomes.Repeat(entry);
    }

    private async Task<InboxEntry> LookAtExitAsync(InboxEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Signal.PositionId is not { } tag)
        {
            // It names no position: what it would close is looked up again when it is sent.
            return _outcomes.Repeat(entry);
        }

        var position = await gateway.FindByTagAsync(tag, cancellationToken);
        return position switch
        {
            null => _outcomes.Miss(entry),
            { IsOpen: false } => _outcomes.Find(entry, position),

            // The order rests with the account: it is given time to fill before it is asked for again.
            _ when entry.State == IntentState.Accepted && !_outcomes.IsLookedFor(entry.UpdatedAt) => entry,
            _ when entry.State == IntentState.Accepted => _outcomes.Postpone(entry, "the exit was ordered a minute ago and is not filled"),
            _ => _outcomes.Repeat(entry),
        };
    }

    // Whatever a call ends with, the order may have arrived; before the call it cannot.
    private static bool IsAnswerLost(Exception e, bool isCalled) => isCalled || e is IOException or OperationCanceledException;

    private double? AgeOf(Signal signal) => (market.NowUnixMs - signal.BarCloseUnixMs) / 1000.0;

    private async Task<Func<Task<InboxEntry>>> PrepareEntryAsync(InboxEntry sent, CancellationToken cancellationToken)
    {
        var signal = sent.Signal;
        var account = await gateway.GetAccountAsync(cancellationToken);
        var stake = decimal.Round(account.TotalUsd * (decimal)_options.RiskPerTrade * (decimal)signal.PositionSizeFactor, 2);
        var side = signal.Action == SignalAction.Long ? PositionSide.Long : PositionSide.Short;
        var order = new EntryOrder(signal.Id, signal.BaseSymbol, side, stake, signal.Leverage, signal.BarCloseUnixMs);
        return async () =>
        {
            notes?.Calls(sent, order);
            return _outcomes.Read(sent, await gateway.EnterAsync(order, cancellationToken));
        };
    }

    private async Task<Func<Task<InboxEntry>>> PrepareExitAsync(InboxEntry sent, CancellationToken cancellationToken)
    {
        var signal = sent.Signal;
        var open = await gateway.GetOpenPositionsAsync(cancellationToken);
        var named = open.Where(p => p.BaseSymbol == signal.BaseSymbol && IsNamed(p, signal)).ToList();
        var position = named.FirstOrDefault();
        if (position is null && signal.PositionId is { } tag && await gateway.FindByTagAsync(tag, cancellationToken) is { } known && known.BaseSymbol == signal.BaseSymbol)
        {
            position = known;
        }

        return position switch
        {
            { IsOpen: true } => async () =>
            {
                var order = new ExitOrder(position.TradeId, position.Tag, signal.Id, signal.BarCloseUnixMs);
                notes?.Calls(sent, order);
                var answered = _outcomes.Read(sent, await gateway.ExitAsync(order, cancellationToken));

                // One signal should have one position; should it have more, each of them is to go.
                return answered.State == IntentState.Filled && named.Count > 1 ? _outcomes.Repeat(sent) : answered;
            }
            ,
            { IsOpen: false } => () => Task.FromResult(_outcomes.Find(sent, position)),
            _ => () => Task.FromResult(_outcomes.Miss(sent)),
        };
    }

    // Accounts give ids anew: where the entry's tag is known it says which position is meant.
    private static bool IsNamed(Position position, Signal signal) =>
        signal.PositionId is { } tag ? position.Tag == tag : position.TradeId == signal.TradeId;
}
