using System.Text.Json.Nodes;
using SqueezeFlow.Simulation.Freqtrade.Books;

namespace SqueezeFlow.Simulation.Freqtrade.Api;

/// <summary>What the bot says of itself and its money. Callers hold the books' lock.</summary>
internal static class InfoJson
{
    private const decimal TradableShare = 0.99m;

    public static JsonObject Config(BotSettings settings, BotBooks books) => new()
    {
        ["version"] = settings.Version,
        ["strategy_version"] = "ext-1",
        ["api_version"] = Numbers.Float(2.35m),
        ["dry_run"] = settings.IsDryRun,
        ["trading_mode"] = settings.TradingMode,
        ["short_allowed"] = settings.TradingMode != "spot",
        ["stake_currency"] = settings.StakeCurrency,
        ["stake_amount"] = $"{settings.StakeAmount}",
        ["available_capital"] = null,
        ["stake_currency_decimals"] = 3,
        ["max_open_trades"] = Numbers.Float(books.MaxOpen),
        ["minimal_roi"] = new JsonObject { ["0"] = 100 },
        ["stoploss"] = Numbers.Float(-settings.StopLoss),
        ["stoploss_on_exchange"] = false,
        ["trailing_stop"] = false,
        ["trailing_stop_positive"] = null,
        ["trailing_stop_positive_offset"] = Numbers.Float(0),
        ["trailing_only_offset_is_reached"] = false,
        ["unfilledtimeout"] = new JsonObject { ["entry"] = 10, ["exit"] = 10, ["unit"] = "minutes", ["exit_timeout_count"] = 0 },
        ["order_types"] = OrderTypes(),
        ["use_custom_stoploss"] = false,
        ["timeframe"] = "5m",
        ["timeframe_ms"] = 300_000,
        ["timeframe_min"] = 5,
        ["exchange"] = "binance",
        ["strategy"] = "ExternalOnly",
        ["force_entry_enable"] = settings.ForceEntry,
        ["exit_pricing"] = Pricing(),
        ["entry_pricing"] = EntryPricing(),
        ["bot_name"] = settings.Name,
        ["state"] = books.State.Name,
        ["runmode"] = settings.IsDryRun ? "dry_run" : "live",
        ["position_adjustment_enable"] = settings.PositionAdjustment,
        ["max_entry_position_adjustment"] = -1,
    };

    public static JsonObject Health(BotState state) => new()
    {
        ["last_process"] = Times.Zoned(state.ProcessedAt),
        ["last_process_ts"] = state.ProcessedAt?.ToUnixTimeSeconds(),
        ["bot_start"] = Times.Zoned(state.StartedAt),
        ["bot_start_ts"] = state.StartedAt?.ToUnixTimeSeconds(),
        ["bot_startup"] = Times.Zoned(state.StartupAt),
        ["bot_startup_ts"] = state.StartupAt?.ToUnixTimeSeconds(),
    };

    public static JsonObject Count(BotBooks books) => new()
    {
        ["current"] = books.Open.Count(),
        ["max"] = books.MaxOpen,
        ["total_stake"] = Numbers.Float(books.Open.Sum(static trade => trade.Amount * trade.OpenRate)),
    };

    public static JsonObject Balance(BotSettings settings, BotBooks books)
    {
        var (total, used) = (settings.Wallet + books.Realized, books.Used);
        var ofBot = total * TradableShare;
        JsonArray rows = [];
        foreach (var trade in books.Open.Where(trade => !settings.IsFutures && trade.IsFilled))
        {
            rows.Add((JsonNode)Coin(trade, settings, books.Venue.Find(trade.BaseCurrency)));
        }

        rows.Add((JsonNode)Row(settings.StakeCurrency, total - used, settings.IsFutures ? total : total - used, settings.IsFutures ? used : 0, Numbers.Float(ofBot - used), total - used, ofBot - used, settings));
        foreach (var trade in books.Open.Where(trade => settings.IsFutures && trade.IsFilled))
        {
            rows.Add((JsonNode)Held(trade, settings));
        }

        var share = (ofBot / settings.Wallet) - 1;
        return new()
        {
            ["currencies"] = rows,
            ["total"] = Numbers.Float(total),
            ["total_bot"] = Numbers.Float(ofBot),
            ["symbol"] = "",
            ["value"] = Numbers.Float(0),
            ["value_bot"] = Numbers.Float(0),
            ["stake"] = settings.StakeCurrency,
            ["note"] = settings.IsDryRun ? "Simulated balances" : "",
            ["starting_capital"] = Numbers.Float(settings.Wallet),
            ["starting_capital_ratio"] = Numbers.Float(share),
            ["starting_capital_pct"] = Numbers.Percent(share),
            ["starting_capital_fiat"] = Numbers.Float(0),
            ["starting_capital_fiat_ratio"] = Numbers.Float(0),
            ["starting_capital_fiat_pct"] = Numbers.Float(0),
        };
    }

    private static JsonObject Held(BotTrade trade, BotSettings settings)
    {
        var row = Row(trade.Pair, 0, 0, 0, null, trade.Stake, trade.Stake, settings);
        row["side"] = trade.IsShort ? "short" : "long";
        row["is_position"] = true;
        row["position"] = Numbers.Float(trade.Amount);
        return row;
    }

    private static JsonObject Coin(BotTrade trade, BotSettings settings, BotMarket? market)
    {
        var worth = trade.Amount * (market is null ? trade.OpenRate : (market.Bid + market.Ask) / 2);
        return Row(trade.BaseCurrency, trade.Amount, trade.Amount, 0, Numbers.Float(trade.Amount), worth, worth, settings);
    }

    private static JsonObject Row(string currency, decimal free, decimal balance, decimal used, JsonNode? ofBot, decimal worth, decimal worthOfBot, BotSettings settings) => new()
    {
        ["currency"] = currency,
        ["free"] = Numbers.Float(free),
        ["balance"] = Numbers.Float(balance),
        ["used"] = Numbers.Float(used),
        ["bot_owned"] = ofBot,
        ["est_stake"] = Numbers.Float(worth),
        ["est_stake_bot"] = Numbers.Float(worthOfBot),
        ["stake"] = settings.StakeCurrency,
        ["side"] = "long",
        ["is_position"] = false,
        ["position"] = Numbers.Float(0),
        ["is_bot_managed"] = true,
    };

    private static JsonObject OrderTypes() => new()
    {
        ["entry"] = "market",
        ["exit"] = "market",
        ["emergency_exit"] = "market",
        ["force_exit"] = "market",
        ["force_entry"] = "market",
        ["stoploss"] = "market",
        ["stoploss_on_exchange"] = false,
        ["stoploss_on_exchange_interval"] = 60,
    };

    private static JsonObject Pricing() => new() { ["price_side"] = "other", ["use_order_book"] = true, ["order_book_top"] = 1 };

    private static JsonObject EntryPricing()
    {
        var pricing = Pricing();
        pricing["price_last_balance"] = Numbers.Float(0);
        pricing["check_depth_of_market"] = new JsonObject { ["enabled"] = false, ["bids_to_ask_delta"] = 1 };
        return pricing;
    }
}
