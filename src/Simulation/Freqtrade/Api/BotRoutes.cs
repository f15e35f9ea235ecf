using System.Globalization;
using System.Text.Json.Nodes;
using SqueezeFlow.Simulation.Freqtrade.Books;

namespace SqueezeFlow.Simulation.Freqtrade.Api;

/// <summary>Answers calls that are allowed to be made, as the recorded bot does.</summary>
/// <param name="settings">The bot's settings.</param>
/// <param name="books">Its trades.</param>
/// <param name="reload">Begins a reload.</param>
internal sealed class BotRoutes(BotSettings settings, BotBooks books, Action reload)
{
    private readonly ListRoutes _lists = new(settings, books);
    private readonly ControlRoutes _control = new(books, reload);

    /// <summary>Answers a call.</summary>
    /// <param name="request">The call.</param>
    /// <param name="atVenue">What happens at the venue while an order is carried out; an exception leaves nothing done.</param>
    public async Task<BotReply> AnswerAsync(BotRequest request, Func<Task> atVenue)
    {
        switch (request.Method, request.Path)
        {
            case ("POST", "forceenter" or "forcebuy"):
                return await EnterAsync(request, atVenue);
            case ("POST", "forceexit" or "forcesell"):
                return await ExitAsync(request, atVenue);
            default:
                await atVenue();
                lock (books.Gate)
                {
                    return Read(request) ?? _lists.Answer(request) ?? _control.Answer(request) ?? BotReply.Detail(404, "Not Found");
                }
        }
    }

    private BotReply? Read(BotRequest request)
    {
        string[] parts = request.Path.Split('/');
        return (request.Method, parts) switch
        {
            ("GET", ["version"]) => BotReply.Ok(new JsonObject { ["version"] = settings.Version }),
            ("GET", ["show_config"]) => BotReply.Ok(InfoJson.Config(settings, books)),
            ("GET", ["health"]) => BotReply.Ok(InfoJson.Health(books.State)),
            ("GET", ["balance"]) => BotReply.Ok(InfoJson.Balance(settings, books)),
            ("GET", ["count"]) => IsRunning ? BotReply.Ok(InfoJson.Count(books)) : BotReply.Refusal("count", BotState.NotRunning),
            ("GET", ["status"]) => BotReply.Ok(new JsonArray([.. books.Open.Select(Look)])),
            ("GET", ["trades"]) => Closed(request.Number("limit") ?? 500, request.Number("offset") ?? 0),
            ("GET", ["trade", var id]) => Trade(id),
            ("DELETE", ["trades", var id, "open-order"]) => Cancel(request, id),
            ("DELETE", ["trades", var id]) => Delete(request, id),
            ("GET", ["edge"]) => BotReply.Refusal("edge", "Edge is not enabled."),
            ("GET", ["backtest"]) => BotReply.Detail(503, "Bot is not in the correct state."),
            _ => null,
        };
    }

    private bool IsRunning => books.State.Name == BotState.Running;

    private async Task<BotReply> EnterAsync(BotRequest request, Func<Task> atVenue)
    {
        var (body, problem) = BodyReader.Open(request.Body);
        if (body is null)
        {
            return problem!;
        }

        var wish = new EntryWish(
            body.RequiredText("pair"),
            body.Choice("side", "long", "short") == "short",
            body.Text("entry_tag") ?? "force_entry",
            body.Number("price"),
            body.Choice("ordertype", "limit", "market"),
            body.Number("stakeamount"),
            body.Number("leverage"));
        if (body.Problem is { } malformed)
        {
            return malformed;
        }

        var (trade, refusal) = await books.EnterAsync(wish with { Tag = wish.Tag[..Math.Min(255, wish.Tag.Length)] }, atVenue);
        lock (books.Gate)
        {
            return trade is null ? BotReply.Refusal(request.Path, refusal!) : BotReply.Ok(TradeJson.Entered(trade, settings));
        }
    }

    private async Task<BotReply> ExitAsync(BotRequest request, Func<Task> atVenue)
    {
        var (body, problem) = BodyReader.Open(request.Body);
        if (body is null)
        {
            return problem!;
        }

        var id = body.TradeId("tradeid");
        var type = body.Choice("ordertype", "limit", "market");
        var amount = body.Number("amount");
        if (body.Problem is { } malformed)
        {
            return malformed;
        }

        var isAll = id == "all";
        var refusal = isAll ? await books.ExitAllAsync(atVenue) : await books.ExitAsync(id, type, amount, atVenue);
        return refusal is null
            ? BotReply.Ok(new JsonObject { ["result"] = isAll ? "Created exit orders for all open trades." : $"Created exit order for trade {id}." })
            : BotReply.Refusal(request.Path, refusal);
    }

    private JsonObject Look(BotTrade trade) =>
        TradeJson.Looked(trade, settings, books.Venue.Find(trade.BaseCurrency)?.Take(trade.IsShort) ?? trade.OpenRate);

    private BotReply Trade(string id)
    {
        if (!long.TryParse(id, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        {
            return BotReply.Malformed(BodyReader.Of(
                "int_parsing", ["path", "tradeid"], "Input should be a valid integer, unable to parse string as an integer", id));
        }

        if (books.Find(id) is not { } trade)
        {
            return BotReply.Detail(404, "Trade not found.");
        }

        books.Look(trade);
        return BotReply.Ok(Look(trade));
    }

    private BotReply Closed(int limit, int offset)
    {
        BotTrade[] closed = [.. books.All.Where(static trade => !trade.IsOpen).OrderBy(static trade => trade.Id)];
        BotTrade[] page = [.. closed.Skip(offset).Take(limit)];
        return BotReply.Ok(new JsonObject
        {
            ["trades"] = new JsonArray([.. page.Select(trade => TradeJson.Listed(trade, settings))]),
            ["trades_count"] = page.Length,
            ["offset"] = offset,
            ["total_trades"] = closed.Length,
        });
    }

    private BotReply Cancel(BotRequest request, string id)
    {
        if (books.Find(id) is not { IsOpen: true } trade || !books.Cancel(trade))
        {
            return BotReply.Refusal(request.Path, "Invalid trade_id.");
        }

        // The other refusal that has its effect: a trade that never filled can no longer be shown.
        return books.Find(id) is null ? BotReply.Refusal(request.Path, "no active trade") : BotReply.Ok(Look(trade));
    }

    private BotReply Delete(BotRequest request, string id)
    {
        if (books.Find(id) is not { } trade)
        {
            return BotReply.Refusal(request.Path, "invalid argument");
        }

        var orders = trade.Orders.Count(static order => order.IsOpen);
        books.Forget(other => other == trade);
        return BotReply.Ok(new JsonObject
        {
            ["cancel_order_count"] = orders,
            ["result"] = "success",
            ["result_msg"] = $"Deleted trade {id}. Closed {orders} open orders.",
            ["trade_id"] = trade.Id,
        });
    }
}
