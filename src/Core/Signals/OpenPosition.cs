using SqueezeFlow.Core.Orders;

namespace SqueezeFlow.Core.Signals;

/// <summary>An open position as phase 5 needs it.</summary>
public sealed record OpenPosition
{
    /// <summary>Id of the position; null when the account has none.</summary>
    public string? PositionId { get; init; }

    /// <summary>The account's trade id; null when unknown.</summary>
    public string? TradeId { get; init; }

    /// <summary>Direction.</summary>
    public required PositionSide Side { get; init; }

    /// <summary>The direction as the account writes it (<c>BUY</c>, <c>long</c>); null when unknown. Only Original reads it.</summary>
    public string? SideLabel { get; init; }

    /// <summary>Base units, leverage included; greater than zero.</summary>
    public required double Quantity { get; init; }

    /// <summary>Fill price of the entry, quote units; 0 when unknown.</summary>
    public double EntryPrice { get; init; }

    /// <summary><see cref="SqueezeStrategy.SpotCvd"/> at the entry, USD; null when not kept.</summary>
    public double? SpotCvdAtEntry { get; init; }

    /// <summary><see cref="SqueezeStrategy.PerpCvd"/> at the entry, USD; null when not kept.</summary>
    public double? PerpCvdAtEntry { get; init; }

    /// <summary>Lowest price of the reset that led to the entry; null when not kept.</summary>
    public double? ResetLow { get; init; }

    /// <summary>Highest price of the reset that led to the entry; null when not kept.</summary>
    public double? ResetHigh { get; init; }
}
