using System.Text.Json.Nodes;
using SqueezeFlow.Simulation.Freqtrade.Books;

namespace SqueezeFlow.Simulation.Freqtrade.Api;

/// <summary>An order of a trade.</summary>
internal static class OrderJson
{
    /// <summary>As beside an open trade.</summary>
    public static JsonObject Short(BotTrade trade, BotOrder order) => new()
    {
        ["pair"] = trade.Pair,
        ["order_id"] = order.Id,
        ["status"] = order.IsOpen ? "open" : "closed",
        ["remaining"] = Numbers.Float(order.Amount - order.Filled),
        ["amount"] = Numbers.Float(order.Amount),
        ["safe_price"] = Numbers.Float(order.Price),
        ["cost"] = Numbers.Float(order.Amount * order.Price),
        ["filled"] = Numbers.Float(order.Filled),
        ["ft_order_side"] = order.Side,
        ["order_type"] = order.Type,
        ["is_open"] = order.IsOpen,
        ["order_timestamp"] = order.UnixMs,
        ["order_filled_timestamp"] = order.FilledUnixMs,
        ["ft_fee_base"] = null,
        ["ft_order_tag"] = order.Tag,
    };

    /// <summary>As in a page of closed trades.</summary>
    public static JsonObject Whole(BotTrade trade, BotOrder order)
    {
        var json = Short(trade, order);
        json["ft_is_entry"] = order.IsEntry;
        json["average"] = Numbers.Float(order.Price);
        json["price"] = Numbers.Float(order.Price);
        json["order_date"] = Times.Plain(order.UnixMs);
        json["order_filled_date"] = Times.Plain(order.FilledUnixMs);
        json["funding_fee"] = order.IsEntry ? null : Numbers.Float(0);
        return json;
    }
}
