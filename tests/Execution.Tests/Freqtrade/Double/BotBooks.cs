using System.Globalization;
using System.Text.Json.Nodes;

namespace SqueezeFlow.Execution.Tests.Freqtrade.Double;

/// <summary>Trades and rules of the double, as the recordings show them: order of the checks, reasons, reuse of ids.</summary>
internal sealed class BotBooks
{
    public List<BotTrade> Trades { get; } = [];

    public bool IsDryRun { get; set; } = true;

    public string TradingMode { get; set; } = "futures";

    public string StakeCurrency { get; set; } = "USDT";

    public string State { get; set; } = "running";

    public int MaxOpenTrades { get; set; } = 3;

    public bool ForceEntry { get; set; } = true;

    public bool PositionAdjustment { get; set; }

    /// <summary>Whether entries stay unfilled.</summary>
    public bool EntriesRest { get; set; }

    /// <summary>Whether exits stay unfilled.</summary>
    public bool ExitsRest { get; set; }

    /// <summary>How often an exiting trade is looked at before it closes; zero for never.</summary>
    public int LooksUntilExitFills { get; set; }

    public long LastProcessSeconds { get; set; } = 1_795_368_690;

    private IEnumerable<BotTrade> Open => Trades.Where(trade => trade.IsOpen);

    public BotReply Config() => BotReply.Ok(new JsonObject
    {
        ["version"] = "2024.9",
        ["bot_name"] = "squeezeflow-exec",
        ["dry_run"] = IsDryRun,
        ["trading_mode"] = TradingMode,
        ["stake_currency"] = StakeCurrency,
        ["stake_amount"] = "100",
        ["max_open_trades"] = (double)MaxOpenTrades,
        ["force_entry_enable"] = ForceEntry,
        ["position_adjustment_enable"] = PositionAdjustment,
        ["state"] = State,
    });

    public BotReply Health() => BotReply.Ok(new JsonObject { ["last_process_ts"] = LastProcessSeconds, ["bot_startup_ts"] = 1_795_368_671 });

    public static BotReply Balance() => BotReply.Ok(new JsonObject
    {
        ["currencies"] = new JsonArray(new JsonObject { ["currency"] = "USDT", ["free"] = 9700.95, ["est_stake"] = 9700.95, ["is_position"] = false }),
        ["total"] = 10000.93,
        ["total_bot"] = 9900.92,
    });

    public BotReply Status() => BotReply.Ok(new JsonArray([.. Open.Select(trade => trade.ToJson())]));

    public BotReply Closed(int limit, int offset)
    {
        BotTrade[] closed = [.. Trades.Where(trade => !trade.IsOpen).OrderBy(trade => trade.Id)];
        BotTrade[] page = [.. closed.Skip(offset).Take(limit)];
        return BotReply.Ok(new JsonObject
        {
            ["trades"] = new JsonArray([.. page.Select(trade => trade.ToJson())]),
            ["trades_count"] = page.Length,
            ["offset"] = offset,
            ["total_trades"] = closed.Length,
        });
    }

    public BotReply Trade(string id)
    {
        if (Find(id) is not { } trade)
        {
            return BotReply.Detail(404, "Trade not found.");
        }

        if (trade.IsExiting && LooksUntilExitFills > 0 && --LooksUntilExitFills == 0)
        {
            Close(trade);
        }

        return BotReply.Ok(trade.ToJson());
    }

    public BotReply Enter(JsonObject body)
    {
        if (body["pair"] is null)
        {
            return new(422, JsonNode.Parse("""{"detail":[{"type":"missing","loc":["body","pair"],"msg":"Field required","input":{}}]}"""));
        }

        var pair = body["pair"]!.GetValue<string>();
        var isShort = body["side"]?.GetValue<string>() == "short";
        if (Refusal(pair, isShort) is { } reason)
        {
            return BotReply.Refusal("forceenter", reason);
        }

        var trade = new BotTrade
        {
            Id = Trades.Count == 0 ? 1 : Trades.Max(known => known.Id) + 1,
            Pair = pair,
            IsShort = isShort,
            Tag = body["entry_tag"]?.GetValue<string>() ?? "force_entry",
            Stake = body["stakeamount"]?.GetValue<decimal>() ?? 100,
            Leverage = body["leverage"]?.GetValue<decimal>() ?? 1,
            IsFilled = !EntriesRest,
        };
        Trades.Add(trade);
        return BotReply.Ok(trade.ToJson());
    }

    public BotReply Exit(JsonObject body)
    {
        if (State != "running")
        {
            return BotReply.Refusal("forceexit", "trader is not running");
        }

        if (Find(body["tradeid"]!.GetValue<string>()) is not { IsOpen: true } trade)
        {
            return BotReply.Refusal("forceexit", "invalid argument");
        }

        if (!trade.IsFilled)
        {
            Trades.Remove(trade);
            return BotReply.Refusal("forceexit", "Failed to exit trade.");
        }

        trade.IsExiting = true;
        if (!ExitsRest)
        {
            Close(trade);
        }

        return BotReply.Ok(new JsonObject { ["result"] = $"Created exit order for trade {trade.Id}." });
    }

    private static void Close(BotTrade trade)
    {
        trade.IsOpen = false;
        trade.ExitReason = "force_exit";
    }

    private string? Refusal(string pair, bool isShort)
    {
        if (!ForceEntry)
        {
            return "Force_entry not enabled.";
        }

        if (State != "running")
        {
            return "trader is not running";
        }

        if (isShort && TradingMode == "spot")
        {
            return "Can't go short on Spot markets.";
        }

        if (pair.Contains(':') != (TradingMode == "futures") || pair.StartsWith("NOPE", StringComparison.Ordinal))
        {
            return "Symbol does not exist or market is not active.";
        }

        if (Open.FirstOrDefault(trade => trade.Pair == pair) is { } open)
        {
            return $"position for {pair} already open - id: {open.Id}";
        }

        return Open.Count() >= MaxOpenTrades ? "Maximum number of trades is reached." : null;
    }

    private BotTrade? Find(string id) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Trades.Find(trade => trade.Id == number) : null;
}
