using System.Globalization;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Execution.Freqtrade.Mapping;
using SqueezeFlow.Execution.Freqtrade.Monitoring;
using SqueezeFlow.Execution.Freqtrade.Rest;
using SqueezeFlow.Execution.Freqtrade.Settings;

namespace SqueezeFlow.Execution.Freqtrade;

/// <summary>Opens positions: look first, send once, believe only an answer that carries our tag.</summary>
internal sealed class FreqtradeEntries(
    FreqtradeClient client, PairNames names, PositionMapping mapping, TagSearch search, EntryBreaker breaker, FreqtradeOptions options)
{
    /// <summary>Opens a position, or says why not. Callers see to it that one entry is in flight at a time.</summary>
    public async Task<OrderResult> EnterAsync(EntryOrder order, CancellationToken cancellationToken)
    {
        if (breaker.PausedUntil is { } until)
        {
            return new(OrderVerdict.Unavailable, null, $"entries are paused after repeated failures until {until:HH:mm:ss} UTC");
        }

        var config = await client.ShowConfigAsync(cancellationToken).ConfigureAwait(false);
        if (config.Body is not { } bot)
        {
            return NothingSent("/show_config", config);
        }

        string[] misfits = [.. BotCheck.Misfits(bot, options)];
        if (misfits.Length > 0)
        {
            return OrderResult.Refused(string.Join("; ", misfits));
        }

        if (BotCheck.NotNow(bot) is { } wait)
        {
            return new(OrderVerdict.Unavailable, null, wait);
        }

        return BotCheck.WrongSide(bot, order.Side) is { } wrong
            ? OrderResult.Refused(wrong)
            : await LookThenSendAsync(order, bot, cancellationToken).ConfigureAwait(false);
    }

    private async Task<OrderResult> LookThenSendAsync(EntryOrder order, BotConfig bot, CancellationToken cancellationToken)
    {
        var pair = names.PairOf(order.BaseSymbol, bot.StakeCurrency!, bot.IsFutures);
        var status = await client.StatusAsync(cancellationToken).ConfigureAwait(false);
        if (status.Body is not { } open)
        {
            return NothingSent("/status", status);
        }

        if (TagSearch.Last(open, order.Tag) is { } own)
        {
            return Opened(own);
        }

        if (Array.Find(open, trade => trade.Pair == pair) is { } other)
        {
            return OrderResult.Refused($"a position on {pair} is open already: trade {other.TradeId}, tag '{other.EnterTag}'");
        }

        if (bot.MaxOpenTrades is >= 0 and var most && open.Length >= most)
        {
            return OrderResult.Refused($"the bot is full: {open.Length} of {most} positions are open");
        }

        try
        {
            if (await search.FindClosedAsync(order.Tag, cancellationToken).ConfigureAwait(false) is { } closed)
            {
                return Opened(closed);
            }
        }
        catch (IOException fault)
        {
            breaker.Fail();
            return new(OrderVerdict.Unavailable, null, fault.Message);
        }

        return await SendAsync(order, pair, cancellationToken).ConfigureAwait(false);
    }

    private async Task<OrderResult> SendAsync(EntryOrder order, string pair, CancellationToken cancellationToken)
    {
        var side = order.Side == PositionSide.Short ? "short" : "long";
        var request = new ForceEnter(pair, side, "market", order.StakeUsd, order.Leverage, order.Tag);
        var reply = await client.ForceEnterAsync(request, cancellationToken).ConfigureAwait(false);
        Count(reply);
        return reply.Kind switch
        {
            ReplyKind.Ok => Judge(reply.Body!, order.Tag),
            ReplyKind.NotSent or ReplyKind.Unauthorized or ReplyKind.WrongState => new(OrderVerdict.Unavailable, null, reply.Reason),
            ReplyKind.Lost or ReplyKind.Failed => new(OrderVerdict.Unknown, null, reply.Reason),
            ReplyKind.Refused when BotReasons.IsNotRunning(reply.Reason) => new(OrderVerdict.Unavailable, null, reply.Reason),
            ReplyKind.Refused when BotReasons.OpenTradeId(reply.Reason) is { } id =>
                await JudgeOpenAsync(id, order.Tag, reply.Reason, cancellationToken).ConfigureAwait(false),
            _ => OrderResult.Refused(reply.Reason),
        };
    }

    private OrderResult Judge(FreqtradeTrade trade, string tag)
    {
        if (trade.TradeId is null)
        {
            return OrderResult.Refused(trade.Status ?? "the bot answered without a trade");
        }

        return trade.EnterTag == tag
            ? Opened(trade)
            : new(OrderVerdict.Unknown, null, $"the answer names another trade: {trade.TradeId}, tag '{trade.EnterTag}'");
    }

    private async Task<OrderResult> JudgeOpenAsync(string id, string tag, string reason, CancellationToken cancellationToken)
    {
        var reply = await client.TradeAsync(id, cancellationToken).ConfigureAwait(false);
        return reply switch
        {
            { Body: { } trade } when trade.EnterTag == tag => Opened(trade),
            { Body: not null } => OrderResult.Refused(reason),
            _ => new(OrderVerdict.Unknown, null, $"{reason}; trade {id} cannot be read: {reply.Reason}"),
        };
    }

    private OrderResult Opened(FreqtradeTrade trade)
    {
        if (!trade.IsComplete)
        {
            return new(OrderVerdict.Unknown, null, "the bot shows a trade with our tag, but not whether it is open");
        }

        var isDone = trade.IsFilled || trade.IsOpen == false;
        return new(isDone ? OrderVerdict.Filled : OrderVerdict.Accepted, mapping.Of(trade));
    }

    private OrderResult NothingSent<T>(string call, FreqtradeReply<T> reply)
        where T : class
    {
        Count(reply);
        return new(OrderVerdict.Unavailable, null, string.Create(CultureInfo.InvariantCulture, $"{call}: {reply.Kind}: {reply.Reason}"));
    }

    private void Count<T>(FreqtradeReply<T> reply)
        where T : class
    {
        if (!reply.IsFailure)
        {
            breaker.Succeed();
        }
        else if (breaker.Fail())
        {
            ExecutionMeter.Pauses.Add(1, new KeyValuePair<string, object?>("account", options.Account));
        }
    }
}
