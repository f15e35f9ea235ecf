using System.Text.Json.Serialization;

namespace SqueezeFlow.Execution.Freqtrade.Rest;

/// <summary>Answer of <c>/show_config</c>, whole: read to judge a bot's settings. Orders rest on <see cref="BotConfig"/>, which needs less of it.</summary>
internal sealed record BotDescription
{
    public string? Version { get; init; }

    public decimal? ApiVersion { get; init; }

    public string? Strategy { get; init; }

    public string? StrategyVersion { get; init; }

    public string? State { get; init; }

    public bool? DryRun { get; init; }

    public string? TradingMode { get; init; }

    /// <summary>Told by the releases of 2026.</summary>
    public string? MarginMode { get; init; }

    public string? StakeCurrency { get; init; }

    public long? MaxOpenTrades { get; init; }

    public bool? ForceEntryEnable { get; init; }

    public bool? PositionAdjustmentEnable { get; init; }

    /// <summary>Share of the margin, negative.</summary>
    public decimal? Stoploss { get; init; }

    public BotOrderTypes? OrderTypes { get; init; }

    public BotPricing? EntryPricing { get; init; }

    public BotPricing? ExitPricing { get; init; }

    [JsonPropertyName("unfilledtimeout")]
    public BotUnfilledTimeout? UnfilledTimeout { get; init; }
}

/// <summary>How orders are made: <c>market</c> or <c>limit</c>.</summary>
internal sealed record BotOrderTypes
{
    public string? Entry { get; init; }

    public string? Exit { get; init; }

    public string? ForceEntry { get; init; }

    public string? ForceExit { get; init; }

    public string? EmergencyExit { get; init; }

    public string? Stoploss { get; init; }

    public bool? StoplossOnExchange { get; init; }
}

/// <summary>How orders of one direction are priced.</summary>
internal sealed record BotPricing
{
    /// <summary><c>same</c>, <c>other</c>, <c>bid</c> or <c>ask</c>.</summary>
    public string? PriceSide { get; init; }
}

/// <summary>When orders that do not fill are given up.</summary>
internal sealed record BotUnfilledTimeout
{
    public decimal? Entry { get; init; }

    public decimal? Exit { get; init; }

    /// <summary><c>minutes</c> or <c>seconds</c>.</summary>
    public string? Unit { get; init; }
}

/// <summary>Answer of <c>/whitelist</c>.</summary>
internal sealed record BotWhitelist
{
    public string?[]? Whitelist { get; init; }
}
