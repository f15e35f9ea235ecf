namespace SqueezeFlow.Execution.Freqtrade.Rest;

/// <summary>A trade as the bot tells it, open or closed. Any field may be missing.</summary>
internal sealed record FreqtradeTrade
{
    public long? TradeId { get; init; }

    public string? Pair { get; init; }

    public bool? IsOpen { get; init; }

    public bool? IsShort { get; init; }

    public string? EnterTag { get; init; }

    /// <summary>Base units; 0 while unfilled.</summary>
    public decimal? Amount { get; init; }

    public decimal? AmountRequested { get; init; }

    /// <summary>Margin.</summary>
    public decimal? StakeAmount { get; init; }

    public decimal? Leverage { get; init; }

    public decimal? OpenRate { get; init; }

    public decimal? FeeOpenCost { get; init; }

    public long? OpenTimestamp { get; init; }

    /// <summary>Null until the entry filled.</summary>
    public long? OpenFillTimestamp { get; init; }

    /// <summary>Told since 2023.9; the releases before tell <c>open_order_id</c>.</summary>
    public bool? HasOpenOrders { get; init; }

    /// <summary>All its orders, of both sides.</summary>
    public FreqtradeOrder[]? Orders { get; init; }

    public long? CloseTimestamp { get; init; }

    public decimal? CloseRate { get; init; }

    /// <summary>Set after a partial exit already: says nothing about being closed.</summary>
    public string? ExitReason { get; init; }

    public decimal? ProfitAbs { get; init; }

    public decimal? CloseProfitAbs { get; init; }

    /// <summary>Set instead of a trade when an older release refuses with status 200.</summary>
    public string? Status { get; init; }

    /// <summary>Whether the fields are there without which it is no trade.</summary>
    public bool IsComplete => TradeId is not null && Pair is not null && IsOpen is not null && IsShort is not null;

    /// <summary>
    /// Whether its entry has filled. Releases before 2024.2 do not tell when it did, and tell the amount asked for while it has not: their orders say it.
    /// </summary>
    public bool IsFilled =>
        OpenFillTimestamp is not null
        || (Orders is { Length: > 0 } ? Array.Exists(Orders, IsFilledEntry) : Amount > 0 && HasOpenOrders == false);

    private bool IsFilledEntry(FreqtradeOrder? order) =>
        order is not null
        && order.FtOrderSide == (IsShort == true ? "sell" : "buy")
        && (order.OrderFilledTimestamp is not null || (order.IsOpen == false && order.Filled > 0));
}
