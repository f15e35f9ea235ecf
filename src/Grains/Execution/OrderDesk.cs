using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Grains.Execution;

/// <summary>
/// Takes one signal one step further: checks age, price and limits, calls the account, reads its verdict, looks for an
/// order whose answer was lost. Keeps nothing; the caller keeps each step before the next.
/// </summary>
internal sealed class OrderDesk(
    IOrderGateway gateway,
    PriceGuard prices,
    IMarketClock market,
    IOptions<ExecutionOptions> options,
    TimeProvider clock)
{
    private static readonly TimeSpan LookFor = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan EntryTimeLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CallTimeLimit = TimeSpan.FromSeconds(10);
    private const int MaxAttempts = 3;

    private readonly ExecutionOptions _options = options.Value;

    /// <summary>Whether the signal may still be acted on; null while market time is not known.</summary>
    public bool? IsFresh(Signal signal) =>
        market.NowUnixMs is { } now ? now - signal.BarCloseUnixMs <= _options.MaxSignalAge.TotalMilliseconds : null;

    /// <summary>Checks everything that can be checked before the account is called: null when the order may be sent.</summary>
    /// <exception cref="IOException">The account cannot be reached.</exception>
    public async Task<InboxEntry?> RefuseAsync(InboxEntry entry, CancellationToken cancellationToken)
    {
        var signal = entry.Signal;
        if (entry.IsEntry && IsFresh(signal) == false)
        {
            return End(entry, IntentState.Expired, $"older than {_options.MaxSignalAge.TotalSeconds:0} s of market time");
        }

        if (entry.Attempts >= MaxAttempts)
        {
            return End(entry, IntentState.Rejected, $"no success in {MaxAttempts} attempts: {entry.Detail}");
        }

        if (!entry.IsEntry)
        {
            return null;
        }

        var open = await gateway.GetOpenPositionsAsync(cancellationToken);
        if (open.FirstOrDefault(p => p.Tag == signal.Id) is { } own)
        {
            return Fill(entry, own);
        }

        if (open.Any(p => p.BaseSymbol == signal.BaseSymbol))
        {
            return End(entry, IntentState.Rejected, $"a position of {signal.BaseSymbol} is open already");
        }

        var account = await gateway.GetAccountAsync(cancellationToken);
        var most = Math.Min(_options.MaxOpenPositions, account.MaxOpenPositions);
        return open.Count >= most
            ? End(entry, IntentState.Rejected, $"{open.Count} positions are open, the limit is {most}")
            : await RefuseByPriceAsync(entry, cancellationToken);
    }

    /// <summary>Calls the account for an entry that is kept as sent.</summary>
    public async Task<InboxEntry> SendAsync(InboxEntry sent, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(sent.IsEntry ? EntryTimeLimit : CallTimeLimit, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        Func<Task<OrderResult>>? call = null;
        try
        {
            call = sent.IsEntry ? await PrepareEntryAsync(sent, limit.Token) : await PrepareExitAsync(sent, limit.Token);
            return Read(sent, await call());
        }
        catch (Exception e) when (IsAnswerLost(e, call is not null) && !(e is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            var reason = e is OperationCanceledException ? "the account did not answer in time" : e.Message;
            if (call is null)
            {
                ExecutorMetrics.Failures.Add(1);
                return Postpone(sent, reason);
            }

            ExecutorMetrics.Unknown.Add(1);
            return Lose(sent, reason);
        }
    }

    /// <summary>Looks for an order whose outcome is not known.</summary>
    /// <exception cref="IOException">The account cannot be reached.</exception>
    public async Task<InboxEntry> LookAsync(InboxEntry entry, CancellationToken cancellationToken)
    {
        if (!entry.IsEntry)
        {
            // Exits name a position: asking again is safe.
            return entry with { State = IntentState.Received };
        }

        if (await gateway.FindByTagAsync(entry.Signal.Id, cancellationToken) is { } found)
        {
            return Fill(entry, found);
        }

        var since = entry.UnknownSince ?? clock.GetUtcNow();
        if (clock.GetUtcNow() - since < LookFor && entry.Attempts > 0 && entry.State == IntentState.Unknown)
        {
            return entry with { UnknownSince = since };
        }

        return IsFresh(entry.Signal) == false
            ? End(entry, IntentState.NotOpened, entry.Detail ?? "the account shows no such order")
            : entry with { State = IntentState.Received, UpdatedAt = clock.GetUtcNow() };
    }

    private async Task<InboxEntry?> RefuseByPriceAsync(InboxEntry entry, CancellationToken cancellationToken) =>
        await prices.RefuseAsync(entry.Signal, cancellationToken) is { } reason ? End(entry, IntentState.Rejected, reason) : null;

    // Whatever a call ends with, the order may have arrived; before the call it cannot.
    private static bool IsAnswerLost(Exception e, bool isCalled) => isCalled || e is IOException or OperationCanceledException;

    private async Task<Func<Task<OrderResult>>> PrepareEntryAsync(InboxEntry entry, CancellationToken cancellationToken)
    {
        var signal = entry.Signal;
        var account = await gateway.GetAccountAsync(cancellationToken);
        var stake = decimal.Round(account.TotalUsd * (decimal)_options.RiskPerTrade * (decimal)signal.PositionSizeFactor, 2);
        var side = signal.Action == SignalAction.Long ? PositionSide.Long : PositionSide.Short;
        return () => gateway.EnterAsync(new(signal.Id, signal.BaseSymbol, side, stake, signal.Leverage, signal.BarCloseUnixMs), cancellationToken);
    }

    private async Task<Func<Task<OrderResult>>> PrepareExitAsync(InboxEntry entry, CancellationToken cancellationToken)
    {
        var signal = entry.Signal;
        var open = await gateway.GetOpenPositionsAsync(cancellationToken);
        var position = open.FirstOrDefault(p => p.TradeId == signal.TradeId && p.BaseSymbol == signal.BaseSymbol);
        return position is null
            ? () => Task.FromResult(OrderResult.Refused($"no open position {signal.TradeId} of {signal.BaseSymbol}"))
            : () => gateway.ExitAsync(new(position.TradeId, position.Tag, signal.Id, signal.BarCloseUnixMs), cancellationToken);
    }

    private InboxEntry Read(InboxEntry sent, OrderResult result) => result.Verdict switch
    {
        OrderVerdict.Filled or OrderVerdict.Accepted => Fill(sent, result.Position!),
        OrderVerdict.Refused => End(sent, IntentState.Rejected, result.Reason),
        OrderVerdict.Unavailable => sent with { State = IntentState.Received, Detail = result.Reason, UpdatedAt = clock.GetUtcNow() },
        _ => Lose(sent, result.Reason ?? "the account's answer could not be read"),
    };

    // Nothing was sent: it is no attempt, and an exit above all must outlast an account that is away.
    private InboxEntry Postpone(InboxEntry sent, string reason) =>
        sent with { State = IntentState.Received, Attempts = sent.Attempts - 1, Detail = reason, UpdatedAt = clock.GetUtcNow() };

    private InboxEntry Lose(InboxEntry sent, string reason)
    {
        var now = clock.GetUtcNow();
        return sent with { State = IntentState.Unknown, Detail = reason, UnknownSince = sent.UnknownSince ?? now, UpdatedAt = now };
    }

    private InboxEntry Fill(InboxEntry entry, Position position) => End(entry, IntentState.Filled, null) with
    {
        TradeId = position.TradeId,
        Price = (double?)(entry.IsEntry ? position.EntryPrice : position.ExitPrice),
    };

    private InboxEntry End(InboxEntry entry, IntentState state, string? detail) =>
        entry with { State = state, Detail = detail, UpdatedAt = clock.GetUtcNow() };
}
