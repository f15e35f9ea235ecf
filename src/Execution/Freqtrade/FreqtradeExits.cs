using SqueezeFlow.Core.Orders;
using SqueezeFlow.Execution.Freqtrade.Mapping;
using SqueezeFlow.Execution.Freqtrade.Monitoring;
using SqueezeFlow.Execution.Freqtrade.Rest;
using SqueezeFlow.Execution.Freqtrade.Settings;

namespace SqueezeFlow.Execution.Freqtrade;

/// <summary>Closes positions. An exit names its trade, so that asking twice is safe; what counts is what the trade says afterwards.</summary>
internal sealed class FreqtradeExits(
    FreqtradeClient client, PositionMapping mapping, TagSearch search, FreqtradeOptions options, TimeProvider clock)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    /// <summary>Closes a position, or says why not.</summary>
    public async Task<OrderResult> ExitAsync(ExitOrder order, CancellationToken cancellationToken)
    {
        var config = await client.ShowConfigAsync(cancellationToken).ConfigureAwait(false);
        // An exit is tried even when the bot will not describe itself, if it once said whose money it moves.
        if ((config.Body ?? client.LastConfig) is not { } bot)
        {
            return new(OrderVerdict.Unavailable, null, $"/show_config: {config.Kind}: {config.Reason}");
        }

        if (BotCheck.Forbidden(bot, options) is { } forbidden)
        {
            return OrderResult.Refused(forbidden);
        }

        try
        {
            var trade = await LocateAsync(order, cancellationToken).ConfigureAwait(false);
            return trade switch
            {
                null => OrderResult.Refused($"no trade {order.TradeId} with tag '{order.Tag}'"),
                { IsOpen: false } => new(OrderVerdict.Filled, mapping.Of(trade)),
                _ => await SendAsync(trade, cancellationToken).ConfigureAwait(false),
            };
        }
        catch (IOException fault)
        {
            return new(OrderVerdict.Unavailable, null, fault.Message);
        }
    }

    /// <summary>The trade by id where its tag agrees; by tag where the bot gave the id to another.</summary>
    private async Task<FreqtradeTrade?> LocateAsync(ExitOrder order, CancellationToken cancellationToken)
    {
        var reply = await client.TradeAsync(order.TradeId, cancellationToken).ConfigureAwait(false);
        if (reply.Body is { IsComplete: true } trade && (trade.EnterTag ?? string.Empty) == order.Tag)
        {
            return trade;
        }

        if (!reply.IsOk && reply.Kind is not (ReplyKind.NotFound or ReplyKind.Malformed))
        {
            throw new IOException($"/trade/{order.TradeId}: {reply.Kind}: {reply.Reason}");
        }

        return order.Tag.Length == 0 ? null : await search.FindAsync(order.Tag, cancellationToken).ConfigureAwait(false);
    }

    private async Task<OrderResult> SendAsync(FreqtradeTrade trade, CancellationToken cancellationToken)
    {
        var position = mapping.Of(trade);
        var reply = await client.ForceExitAsync(new(position.TradeId, "market"), cancellationToken).ConfigureAwait(false);
        if (reply.Kind is ReplyKind.NotSent or ReplyKind.Unauthorized or ReplyKind.WrongState)
        {
            return new(OrderVerdict.Unavailable, position, reply.Reason);
        }

        if (reply.Kind == ReplyKind.Malformed)
        {
            return OrderResult.Refused(reply.Reason);
        }

        var whileOpen = reply.Kind switch
        {
            ReplyKind.Ok => OrderVerdict.Accepted,
            ReplyKind.Refused or ReplyKind.NotFound => OrderVerdict.Unavailable,
            _ => OrderVerdict.Unknown,
        };
        var watch = reply.IsOk ? options.ExitWatch : TimeSpan.Zero;
        var now = await WatchAsync(position.TradeId, watch, cancellationToken).ConfigureAwait(false);
        return Judge(trade, now, whileOpen, reply.IsOk ? null : reply.Reason);
    }

    private async Task<FreqtradeReply<FreqtradeTrade>> WatchAsync(string id, TimeSpan watch, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var now = await client.TradeAsync(id, cancellationToken).ConfigureAwait(false);
        while (now.Body?.IsOpen == true && clock.GetElapsedTime(started) < watch)
        {
            await Task.Delay(BetweenLooks, clock, cancellationToken).ConfigureAwait(false);
            now = await client.TradeAsync(id, cancellationToken).ConfigureAwait(false);
        }

        return now;
    }

    /// <summary>A refusal may have had its effect, and an order may not have filled: the trade itself decides.</summary>
    private OrderResult Judge(FreqtradeTrade before, FreqtradeReply<FreqtradeTrade> now, OrderVerdict whileOpen, string? reason)
    {
        var isGone = now.Kind == ReplyKind.NotFound || (now.Body is { IsComplete: true } other && other.EnterTag != before.EnterTag);
        if (isGone)
        {
            // Only an entry that never filled leaves no trace; a record of money gone is not for us to invent.
            return before.IsFilled
                ? new(OrderVerdict.Unknown, mapping.Of(before), $"trade {before.TradeId} was filled and is gone from the bot's books")
                : new(OrderVerdict.Filled, PositionMapping.Withdrawn(mapping.Of(before)));
        }

        if (now.Body is not { IsComplete: true } trade)
        {
            return new(OrderVerdict.Unknown, mapping.Of(before), reason ?? $"the trade cannot be read: {now.Kind}: {now.Reason}");
        }

        return trade.IsOpen == true
            ? new(whileOpen, mapping.Of(trade), reason)
            : new(OrderVerdict.Filled, mapping.Of(trade));
    }
}
