using System.Text.Json.Nodes;
using SqueezeFlow.Simulation.Freqtrade.Books;

namespace SqueezeFlow.Simulation.Freqtrade.Api;

/// <summary>A trade as the bot tells it: as the answer to an entry, in <c>/status</c> and <c>/trade</c>, and in <c>/trades</c>, each a little different.</summary>
internal static class TradeJson
{
    /// <summary>The answer to an entry: nothing that needs a current price.</summary>
    public static JsonObject Entered(BotTrade trade, BotSettings settings)
    {
        var json = Facts(trade, settings);
        AddClose(json, trade);
        AddProfit(json, trade, trade.IsOpen ? null : trade.CloseRate);
        json["profit_fiat"] = null;
        AddRest(json, trade, settings);
        json["orders"] = new JsonArray([.. trade.Orders.Select(order => OrderJson.Short(trade, order))]);
        return json;
    }

    /// <summary>A trade that is looked at.</summary>
    /// <param name="trade">The trade.</param>
    /// <param name="settings">The bot's settings.</param>
    /// <param name="rate">Price at which it could be left now.</param>
    public static JsonObject Looked(BotTrade trade, BotSettings settings, decimal rate)
    {
        var current = trade.IsOpen ? rate : trade.CloseRate!.Value;
        var json = Entered(trade, settings);
        AddProfit(json, trade, current);
        json["profit_fiat"] = trade.IsFilled ? null : Numbers.Float(0);
        AddStopDistance(json, trade, current);
        json["current_rate"] = Numbers.Float(current);
        var total = trade.IsOpen && trade.IsFilled ? trade.Realized + TradeMath.Profit(trade, trade.Amount, current) : 0;
        var margin = trade.EnteredAmount * trade.OpenRate / trade.Leverage;
        json["total_profit_abs"] = Numbers.Float(total);
        json["total_profit_fiat"] = null;
        json["total_profit_ratio"] = trade is { IsOpen: true, IsFilled: true } ? Numbers.Float(total / margin, 8) : null;
        return json;
    }

    /// <summary>A closed trade in a page of them.</summary>
    public static JsonObject Listed(BotTrade trade, BotSettings settings)
    {
        var json = Entered(trade, settings);
        json.Remove("profit_fiat");
        var seconds = (trade.CloseUnixMs.GetValueOrDefault(trade.OpenUnixMs) - trade.OpenUnixMs) / 1000;
        json["trade_duration_s"] = seconds;
        json["trade_duration"] = seconds / 60;
        json["precision_mode_price"] = 4;
        json["contract_size"] = Numbers.Float(1);
        json["orders"] = new JsonArray([.. trade.Orders.Select(order => OrderJson.Whole(trade, order))]);
        return json;
    }

    private static JsonObject Facts(BotTrade trade, BotSettings settings) => new()
    {
        ["trade_id"] = trade.Id,
        ["pair"] = trade.Pair,
        ["base_currency"] = trade.BaseCurrency,
        ["quote_currency"] = settings.StakeCurrency,
        ["is_open"] = trade.IsOpen,
        ["is_short"] = trade.IsShort,
        ["exchange"] = "binance",
        ["amount"] = Numbers.Float(trade.Amount),
        ["amount_requested"] = Numbers.Float(trade.AmountRequested),
        ["stake_amount"] = Numbers.Float(trade.Stake),
        ["max_stake_amount"] = trade.IsFilled ? Numbers.Float(trade.EnteredAmount * trade.OpenRate) : null,
        ["strategy"] = "ExternalOnly",
        ["enter_tag"] = trade.Tag,
        ["timeframe"] = 5,
        ["fee_open"] = Numbers.Float(trade.Fee),
        ["fee_open_cost"] = trade.IsFilled ? Numbers.Float(trade.EnteredAmount * trade.OpenRate * trade.Fee) : null,
        ["fee_open_currency"] = trade.IsFilled ? settings.StakeCurrency : null,
        ["fee_close"] = Numbers.Float(trade.Fee),
        ["fee_close_cost"] = Numbers.Float(trade.ExitFee),
        ["fee_close_currency"] = trade.ExitFee is null ? null : settings.StakeCurrency,
        ["open_date"] = Times.Plain(trade.OpenUnixMs),
        ["open_timestamp"] = trade.OpenUnixMs,
        ["open_fill_date"] = Times.Plain(trade.FilledUnixMs),
        ["open_fill_timestamp"] = trade.FilledUnixMs,
        ["open_rate"] = Numbers.Float(trade.OpenRate),
        ["open_rate_requested"] = Numbers.Float(trade.OpenRate),
        ["open_trade_value"] = Numbers.Float(TradeMath.OpenValue(trade), 8),
    };

    private static void AddClose(JsonObject json, BotTrade trade)
    {
        json["close_date"] = Times.Plain(trade.CloseUnixMs);
        json["close_timestamp"] = trade.CloseUnixMs;
        json["close_rate"] = Numbers.Float(trade.CloseRate);
        json["close_rate_requested"] = Numbers.Float(trade.ExitRateRequested);
        var isTouched = trade.ExitFee is not null;
        var ratio = TradeMath.Ratio(trade, trade.EnteredAmount, trade.Realized);
        json["close_profit"] = trade.IsOpen ? null : Numbers.Float(ratio, 16);
        json["close_profit_pct"] = isTouched ? Numbers.Percent(ratio) : null;
        json["close_profit_abs"] = isTouched ? Numbers.Float(trade.Realized) : null;
        json["realized_profit"] = Numbers.Float(trade.Realized);
        json["realized_profit_ratio"] = isTouched ? Numbers.Float(ratio, 16) : null;
        json["exit_reason"] = trade.ExitReason;
        json["exit_order_status"] = (trade.ExitReason, trade.IsOpen, trade.RestingExit) switch
        {
            (null, _, _) => null,
            (_, false, _) => "closed",
            (_, true, null) => "",
            _ => "open",
        };
    }

    private static void AddProfit(JsonObject json, BotTrade trade, decimal? rate)
    {
        if (rate is not { } current)
        {
            (json["profit_ratio"], json["profit_pct"], json["profit_abs"]) = (null, null, null);
            return;
        }

        var profit = trade.IsOpen ? TradeMath.Profit(trade, trade.Amount, current) : trade.Realized;
        var ratio = TradeMath.Ratio(trade, trade.IsOpen ? trade.Amount : trade.EnteredAmount, profit);
        json["profit_ratio"] = Numbers.Float(ratio, trade.IsOpen ? 8 : 16);
        json["profit_pct"] = Numbers.Percent(ratio);
        json["profit_abs"] = Numbers.Float(profit);
    }

    private static void AddRest(JsonObject json, BotTrade trade, BotSettings settings)
    {
        foreach (var prefix in (string[])["", "initial_"])
        {
            json[$"{prefix}stop_loss_abs"] = Numbers.Float(trade.StopLossRate);
            json[$"{prefix}stop_loss_ratio"] = Numbers.Float(-trade.StopLossShare);
            json[$"{prefix}stop_loss_pct"] = Numbers.Percent(-trade.StopLossShare);
        }

        json["stoploss_last_update"] = null;
        json["stoploss_last_update_timestamp"] = null;
        json["min_rate"] = Numbers.Float(trade.LowestRate);
        json["max_rate"] = Numbers.Float(trade.HighestRate);
        json["has_open_orders"] = trade.HasOpenOrders;
        json["leverage"] = Numbers.Float(trade.Leverage);
        json["interest_rate"] = Numbers.Float(0);
        json["liquidation_price"] = Numbers.Float(trade.LiquidationRate);
        json["funding_fees"] = Numbers.Float(0);
        json["trading_mode"] = settings.TradingMode;
        json["amount_precision"] = Numbers.Float(trade.AmountStep);
        json["price_precision"] = Numbers.Float(trade.PriceStep);
        json["precision_mode"] = 4;
    }

    private static void AddStopDistance(JsonObject json, BotTrade trade, decimal current)
    {
        var distance = trade.StopLossRate - current;
        var loss = TradeMath.Profit(trade, trade.Amount, trade.StopLossRate);
        json["stoploss_current_dist"] = Numbers.Float(distance);
        json["stoploss_current_dist_pct"] = Numbers.Percent(distance / current);
        json["stoploss_current_dist_ratio"] = Numbers.Float(distance / current, 8);
        json["stoploss_entry_dist"] = Numbers.Float(loss);
        json["stoploss_entry_dist_ratio"] = Numbers.Float(TradeMath.Ratio(trade, trade.Amount, loss), 8);
    }
}
