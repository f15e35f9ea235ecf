using SqueezeFlow.Core.Orders;

namespace SqueezeFlow.Grains.Tests.Execution.Protocol;

/// <summary>The account as one life of the service sees it: answers come late, or not at all, or lie about what was done.</summary>
internal sealed class ModelGateway(ModelBot bot, ModelDisk disk, Life life, FaultPlan faults, TimeProvider clock) : IOrderGateway
{
    private int _entries;

    /// <summary>Most entries that were under way at once.</summary>
    public int MostEntries { get; private set; }

    public Task<Account> GetAccountAsync(CancellationToken cancellationToken) =>
        ReadAsync(static _ => new Account("model", true, 10_000, 9_000, ModelBot.MaxOpen), cancellationToken);

    public Task<IReadOnlyList<Position>> GetOpenPositionsAsync(CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<Position>>(static bot => [.. bot.Open.Select(trade => trade.ToPosition())], cancellationToken);

    public Task<IReadOnlyList<Position>> GetClosedPositionsAsync(int limit, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<Position>>(
            bot => [.. bot.Trades.Where(trade => !trade.IsOpen).TakeLast(limit).Reverse().Select(trade => trade.ToPosition())], cancellationToken);

    public Task<Position?> FindByTagAsync(string tag, CancellationToken cancellationToken) =>
        ReadAsync(bot => Find(tag)?.ToPosition(), cancellationToken);

    public async Task<OrderResult> EnterAsync(EntryOrder order, CancellationToken cancellationToken)
    {
        MostEntries = Math.Max(MostEntries, ++_entries);
        var fault = faults.NextEntry();
        bot.Tell(order.Tag, $"entry is sent, {fault}");
        try
        {
            return await OrderAsync(fault, () => Enter(order), isLate => Admit(order, isLate), cancellationToken);
        }
        finally
        {
            _entries--;
        }
    }

    public Task<OrderResult> ExitAsync(ExitOrder order, CancellationToken cancellationToken)
    {
        var fault = faults.NextExit();
        bot.Tell(order.Tag, $"exit is sent, {fault}");
        return OrderAsync(fault, () => Exit(order), _ => () => Exit(order), cancellationToken);
    }

    private BotTrade? Find(string tag) =>
        bot.Trades.FindLast(trade => trade.Tag == tag && trade.IsOpen) ?? bot.Trades.FindLast(trade => trade.Tag == tag);

    // The gateway looks for the tag before it sends; what is on its way to the bot does not.
    private OrderResult Enter(EntryOrder order) =>
        Find(order.Tag) is { } same ? Answer(same)
        : bot.Enter(order.Tag, order.BaseSymbol) is { } trade ? Answer(trade)
        : OrderResult.Refused($"position for {order.BaseSymbol} already open, or full");

    // An order that takes a minute is checked when it is carried out, and so is one that overlaps with it: nothing is known to take that long
    // between its checks and its effect.
    private Action Admit(EntryOrder order, bool isVeryLate)
    {
        if (Find(order.Tag) is not null)
        {
            return static () => { };
        }

        if (isVeryLate)
        {
            bot.Slow.Add(order.Tag);
        }

        return bot.Slow.Contains(order.Tag) ? () => bot.Enter(order.Tag, order.BaseSymbol) : bot.Admit(order.Tag, order.BaseSymbol);
    }

    private OrderResult Exit(ExitOrder order)
    {
        if (Find(order.Tag) is not { } trade)
        {
            return OrderResult.Refused("invalid argument");
        }

        if (trade is { IsOpen: true, IsFilled: false })
        {
            bot.Withdraw(trade);
            return new(OrderVerdict.Filled, trade.ToPosition());
        }

        bot.Close(trade, order.Reason);
        return new(OrderVerdict.Filled, trade.ToPosition());
    }

    private static OrderResult Answer(BotTrade trade) =>
        new(trade.IsFilled || !trade.IsOpen ? OrderVerdict.Filled : OrderVerdict.Accepted, trade.ToPosition());

    private async Task<OrderResult> OrderAsync(BotFault fault, Func<OrderResult> act, Func<bool, Action> admit, CancellationToken cancellationToken)
    {
        await Task.Delay(fault == BotFault.Slow ? TimeSpan.FromSeconds(15) : faults.Latency(), clock, cancellationToken);
        if (faults.IsAway)
        {
            return await life.Answer(new OrderResult(OrderVerdict.Unavailable, null, "connection refused"));
        }

        switch (fault)
        {
            case BotFault.NotSent:
                return await life.Answer(new OrderResult(OrderVerdict.Unavailable, null, "connection refused"));
            case BotFault.LostBefore:
                return await life.Answer(new OrderResult(OrderVerdict.Unknown, null, "500 Internal Server Error"));
            case BotFault.LostAfter:
                act();
                return await life.Answer(new OrderResult(OrderVerdict.Unknown, null, "the connection was reset"));
            case BotFault.ThrowsBefore:
                throw new IOException("the connection was reset");
            case BotFault.ThrowsAfter:
                act();
                throw new InvalidOperationException("the answer makes no sense");
            case BotFault.Late:
                bot.Later(faults.Late(), admit(false));
                return await life.Answer(new OrderResult(OrderVerdict.Unknown, null, "no answer"));
            case BotFault.VeryLate:
                bot.Later(faults.VeryLate(), admit(true));
                return await life.Answer(new OrderResult(OrderVerdict.Unknown, null, "no answer"));
            case BotFault.Hangs:
                act();
                await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancellationToken);
                break;
            case BotFault.Rests or BotFault.NeverFills:
                return await RestAsync(fault, act);
            case BotFault.Refused:
                return await life.Answer(OrderResult.Refused("Failed"));
            case BotFault.KilledAfterIntent:
                life.Kill();
                break;
            case BotFault.KilledAfterCall:
                bot.Later(faults.Late(), admit(false));
                life.Kill();
                break;
            case BotFault.KilledAfterEffect:
                act();
                life.Kill();
                break;
            case BotFault.KilledAfterAnswer:
                disk.KillsBeforeWrite = true;
                break;
            case BotFault.KilledAfterWrite:
                disk.KillsBeforeWrite = false;
                break;
        }

        return await life.Answer(life.IsOver ? OrderResult.Refused("nobody hears this") : act());
    }

    private async Task<OrderResult> RestAsync(BotFault fault, Func<OrderResult> act)
    {
        var before = bot.Open.ToHashSet();
        var result = act();
        var trade = bot.Trades.Find(known => $"{known.Id}" == result.Position?.TradeId);
        if (result.Verdict != OrderVerdict.Filled || trade is null)
        {
            return await life.Answer(result);
        }

        if (trade.IsOpen && !before.Contains(trade))
        {
            trade.IsFilled = false;
            bot.Later(faults.Late(), fault == BotFault.Rests ? () => trade.IsFilled = true : () => bot.Withdraw(trade));
            return await life.Answer(new OrderResult(OrderVerdict.Accepted, trade.ToPosition()));
        }

        if (!trade.IsOpen && before.Contains(trade))
        {
            // The exit has been ordered, not filled.
            var reason = trade.ExitReason!;
            (trade.ClosedUnixMs, trade.ExitReason) = (null, null);
            if (fault == BotFault.Rests)
            {
                bot.Later(faults.Late(), () => bot.Close(trade, reason));
            }

            return await life.Answer(new OrderResult(OrderVerdict.Accepted, trade.ToPosition()));
        }

        return await life.Answer(result);
    }

    private async Task<T> ReadAsync<T>(Func<ModelBot, T> read, CancellationToken cancellationToken)
    {
        var isSlow = faults.IsReadSlow();
        await Task.Delay(isSlow ? TimeSpan.FromSeconds(10) : faults.Latency(), clock, cancellationToken);
        return isSlow || faults.IsAway || faults.IsReadLost() ? throw new IOException("the account cannot be reached") : await life.Answer(read(bot));
    }
}
