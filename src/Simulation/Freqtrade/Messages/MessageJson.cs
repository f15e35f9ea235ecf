using System.Text.Json.Nodes;
using SqueezeFlow.Simulation.Freqtrade.Api;
using SqueezeFlow.Simulation.Freqtrade.Books;

namespace SqueezeFlow.Simulation.Freqtrade.Messages;

/// <summary>Messages of the bot as they were recorded.</summary>
internal static class MessageJson
{
    /// <summary>What happened to a trade.</summary>
    /// <param name="told">What happened.</param>
    /// <param name="settings">The bot's settings.</param>
    /// <param name="rate">Price at which the trade could be left.</param>
    public static JsonObject Of(TradeEvent told, BotSettings settings, decimal rate) =>
        told.Kind is "exit" or "exit_fill" ? Exit(told, settings, rate) : Entry(told, settings, rate);

    public static JsonObject Status(string state) => new() { ["type"] = "status", ["status"] = state };

    public static JsonObject Whitelist(BotSettings settings) => new()
    {
        ["type"] = "whitelist",
        ["data"] = new JsonArray([.. settings.Whitelist.Select(pair => (JsonNode?)pair)]),
    };

    private static JsonObject Entry(TradeEvent told, BotSettings settings, decimal rate)
    {
        var (trade, order) = (told.Trade, told.Order);
        var isCancel = told.Kind == "entry_cancel";
        var json = new JsonObject
        {
            ["trade_id"] = trade.Id,
            ["type"] = told.Kind,
            ["buy_tag"] = trade.Tag,
            ["enter_tag"] = trade.Tag,
            ["exchange"] = "Binance",
            ["pair"] = trade.Pair,
            ["leverage"] = Numbers.Float(trade.Leverage),
            ["direction"] = trade.IsShort ? "Short" : "Long",
            ["limit"] = Numbers.Float(order.Price),
            ["open_rate"] = Numbers.Float(trade.OpenRate),
            ["order_type"] = isCancel ? "market" : order.Type,
            ["stake_amount"] = Numbers.Float(trade.Stake),
            ["stake_currency"] = settings.StakeCurrency,
            ["base_currency"] = trade.BaseCurrency,
            ["quote_currency"] = settings.StakeCurrency,
            ["fiat_currency"] = null,
            ["amount"] = Numbers.Float(isCancel ? trade.Amount : order.Amount),
            ["open_date"] = isCancel ? Times.Bare(trade.OpenUnixMs) : Times.Offset(trade.OpenUnixMs),
            ["current_rate"] = Numbers.Float(rate),
            ["sub_trade"] = false,
        };
        if (isCancel)
        {
            json["reason"] = told.Reason;
        }

        return json;
    }

    private static JsonObject Exit(TradeEvent told, BotSettings settings, decimal rate)
    {
        var (trade, order) = (told.Trade, told.Order);
        var isFill = told.Kind == "exit_fill";
        var profit = TradeMath.Profit(trade, order.Amount, order.Price);
        return new()
        {
            ["type"] = told.Kind,
            ["trade_id"] = trade.Id,
            ["exchange"] = "Binance",
            ["pair"] = trade.Pair,
            ["leverage"] = Numbers.Float(trade.Leverage),
            ["direction"] = trade.IsShort ? "Short" : "Long",
            ["gain"] = profit > 0 ? "profit" : "loss",
            ["limit"] = Numbers.Float(order.Price),
            ["order_rate"] = Numbers.Float(order.Price),
            ["order_type"] = order.Type,
            ["amount"] = Numbers.Float(order.Amount),
            ["open_rate"] = Numbers.Float(trade.OpenRate),
            ["close_rate"] = Numbers.Float(order.Price),
            ["current_rate"] = isFill ? null : Numbers.Float(rate),
            ["profit_amount"] = Numbers.Float(profit),
            ["profit_ratio"] = Numbers.Float(TradeMath.Ratio(trade, order.Amount, profit), 8),
            ["buy_tag"] = trade.Tag,
            ["enter_tag"] = trade.Tag,
            ["exit_reason"] = trade.ExitReason,
            ["open_date"] = Times.Offset(trade.OpenUnixMs),
            ["close_date"] = Times.Offset(order.UnixMs),
            ["stake_amount"] = Numbers.Float(trade.Stake),
            ["stake_currency"] = settings.StakeCurrency,
            ["base_currency"] = trade.BaseCurrency,
            ["quote_currency"] = settings.StakeCurrency,
            ["fiat_currency"] = null,
            ["sub_trade"] = false,
            ["cumulative_profit"] = Numbers.Float(isFill ? trade.Realized : 0),
            ["final_profit_ratio"] = isFill ? Numbers.Float(TradeMath.Ratio(trade, trade.EnteredAmount, trade.Realized), 16) : null,
            ["is_final_exit"] = isFill,
        };
    }
}
