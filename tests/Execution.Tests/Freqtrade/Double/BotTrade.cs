using System.Text.Json.Nodes;

namespace SqueezeFlow.Execution.Tests.Freqtrade.Double;

/// <summary>A trade in the double's books.</summary>
internal sealed class BotTrade
{
    private const long Opened = 1_795_368_668_184;

    public required long Id { get; init; }

    public required string Pair { get; init; }

    public required string Tag { get; init; }

    public bool IsShort { get; init; }

    public decimal Stake { get; init; } = 100;

    public decimal Leverage { get; init; } = 1;

    public bool IsFilled { get; set; } = true;

    public bool IsOpen { get; set; } = true;

    public bool IsExiting { get; set; }

    public string? ExitReason { get; set; }

    /// <summary>The fields of the recordings that carry meaning, and some that do not.</summary>
    public JsonObject ToJson() => new()
    {
        ["trade_id"] = Id,
        ["pair"] = Pair,
        ["is_open"] = IsOpen,
        ["is_short"] = IsShort,
        ["amount"] = IsFilled ? Stake * Leverage / 2500 : 0,
        ["amount_requested"] = Stake * Leverage / 2500,
        ["stake_amount"] = Stake,
        ["enter_tag"] = Tag,
        ["fee_open_cost"] = IsFilled ? 0.05 : null,
        ["open_timestamp"] = Opened + Id,
        ["open_fill_timestamp"] = IsFilled ? Opened + Id : null,
        ["open_rate"] = 2500.0,
        ["close_timestamp"] = IsOpen ? null : Opened + 60_000 + Id,
        ["close_rate"] = IsOpen ? null : 2525.0,
        ["close_profit_abs"] = IsOpen ? null : 0.9,
        ["profit_abs"] = IsOpen ? null : 0.9,
        ["profit_ratio"] = null,
        ["exit_reason"] = ExitReason,
        ["has_open_orders"] = !IsFilled,
        ["leverage"] = (double)Leverage,
        ["orders"] = new JsonArray(),
        ["max_rate"] = 0.0,
    };
}
