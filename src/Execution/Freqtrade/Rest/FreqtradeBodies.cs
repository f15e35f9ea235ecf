using System.Text.Json.Serialization;

namespace SqueezeFlow.Execution.Freqtrade.Rest;

/// <summary>Answer of <c>/trades</c>: one page of closed trades, ascending by id.</summary>
internal sealed record TradePage
{
    public FreqtradeTrade[]? Trades { get; init; }

    public long? TotalTrades { get; init; }
}

/// <summary>Answer of <c>/show_config</c>, as far as it matters here.</summary>
internal sealed record BotConfig
{
    public string? Version { get; init; }

    public string? BotName { get; init; }

    /// <summary><c>running</c>, <c>stopped</c> or <c>reload_config</c>; empty without a bot.</summary>
    public string? State { get; init; }

    public bool? DryRun { get; init; }

    /// <summary><c>spot</c> or <c>futures</c>.</summary>
    public string? TradingMode { get; init; }

    public string? StakeCurrency { get; init; }

    /// <summary>-1 = unlimited, 0 after stopentry.</summary>
    public long? MaxOpenTrades { get; init; }

    public bool? ForceEntryEnable { get; init; }

    public bool? PositionAdjustmentEnable { get; init; }

    public bool IsFutures => TradingMode == "futures";
}

/// <summary>Answer of <c>/health</c>; seconds since 1970, null until the loop has run.</summary>
internal sealed record BotHealth
{
    public long? LastProcessTs { get; init; }

    public long? BotStartupTs { get; init; }

    /// <summary>When the last loop began; null until one has, or when what is told is no time.</summary>
    public DateTimeOffset? LastLoopAt() => LastProcessTs is { } seconds && seconds >= DateTimeOffset.MinValue.ToUnixTimeSeconds() && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
        ? DateTimeOffset.FromUnixTimeSeconds(seconds)
        : null;
}

/// <summary>Answer of <c>/balance</c>.</summary>
internal sealed record BotBalance
{
    public BotCurrency[]? Currencies { get; init; }

    public decimal? Total { get; init; }

    public decimal? TotalBot { get; init; }

    public decimal? ValueBot { get; init; }
}

/// <summary>One line of a balance; a position has its pair as currency.</summary>
internal sealed record BotCurrency
{
    public string? Currency { get; init; }

    public decimal? Free { get; init; }

    public decimal? EstStake { get; init; }

    public bool? IsPosition { get; init; }
}

/// <summary>Answer of <c>/forceexit</c>, <c>/ping</c> and other calls that only acknowledge.</summary>
internal sealed record BotAcknowledgement
{
    public string? Result { get; init; }

    public string? Status { get; init; }
}

/// <summary>Answer of the token calls; <c>/token/refresh</c> gives no refresh token.</summary>
internal sealed record BotTokens
{
    public string? AccessToken { get; init; }

    public string? RefreshToken { get; init; }
}

/// <summary>Body of <c>/forceenter</c>: every field explicit, so that no default of the bot decides.</summary>
internal sealed record ForceEnter(
    [property: JsonPropertyName("pair")] string Pair,
    [property: JsonPropertyName("side")] string Side,
    [property: JsonPropertyName("ordertype")] string OrderType,
    [property: JsonPropertyName("stakeamount")] decimal StakeAmount,
    [property: JsonPropertyName("leverage")] int Leverage,
    [property: JsonPropertyName("entry_tag")] string EntryTag);

/// <summary>Body of <c>/forceexit</c>.</summary>
internal sealed record ForceExit(
    [property: JsonPropertyName("tradeid")] string TradeId,
    [property: JsonPropertyName("ordertype")] string OrderType);
