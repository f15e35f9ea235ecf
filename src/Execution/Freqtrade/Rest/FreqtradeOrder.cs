namespace SqueezeFlow.Execution.Freqtrade.Rest;

/// <summary>An order of a trade as the bot tells it. Any field may be missing.</summary>
internal sealed record FreqtradeOrder
{
    /// <summary><c>buy</c>, <c>sell</c> or <c>stoploss</c>.</summary>
    public string? FtOrderSide { get; init; }

    public bool? IsOpen { get; init; }

    /// <summary>Base units.</summary>
    public decimal? Filled { get; init; }

    /// <summary>Null until it filled.</summary>
    public long? OrderFilledTimestamp { get; init; }
}
