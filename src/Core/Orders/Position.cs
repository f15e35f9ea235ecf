namespace SqueezeFlow.Core.Orders;

/// <summary>A position of the account, open or closed.</summary>
public sealed record Position
{
    /// <summary>The account's own id. Accounts may reuse ids: identity is this with <see cref="Tag"/> and <see cref="OpenedUnixMs"/>.</summary>
    public required string TradeId { get; init; }

    /// <summary>The entry tag: the id of the signal that opened it.</summary>
    public required string Tag { get; init; }

    /// <summary>Base coin, e.g. <c>BTC</c>.</summary>
    public required string BaseSymbol { get; init; }

    /// <summary>Direction.</summary>
    public required PositionSide Side { get; init; }

    /// <summary>Base units, leverage included; greater than zero.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Fill price of the entry, USD per base unit.</summary>
    public required decimal EntryPrice { get; init; }

    /// <summary>Leverage.</summary>
    public required int Leverage { get; init; }

    /// <summary>Margin, USD.</summary>
    public required decimal StakeUsd { get; init; }

    /// <summary>Fee of the entry, USD.</summary>
    public decimal EntryFeeUsd { get; init; }

    /// <summary>Market time of the entry fill, milliseconds since 1970 UTC.</summary>
    public required long OpenedUnixMs { get; init; }

    /// <summary>Whether the entry has been filled; until then it is an order that rests, and may be withdrawn.</summary>
    public bool IsFilled { get; init; } = true;

    /// <summary>Market time of the exit fill; null while open.</summary>
    public long? ClosedUnixMs { get; init; }

    /// <summary>Fill price of the exit, USD per base unit; null while open.</summary>
    public decimal? ExitPrice { get; init; }

    /// <summary>Gain after both fees, USD; null while open.</summary>
    public decimal? ProfitUsd { get; init; }

    /// <summary>Id of the signal that closed it, or the account's own reason; null while open.</summary>
    public string? ExitReason { get; init; }

    /// <summary>Whether it is still open.</summary>
    public bool IsOpen => ClosedUnixMs is null;
}
