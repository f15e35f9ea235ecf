namespace SqueezeFlow.Core.Orders;

/// <summary>A wish to close a whole position at the market.</summary>
/// <param name="TradeId">The account's id of the position.</param>
/// <param name="Tag">The position's entry tag; guards against reused ids.</param>
/// <param name="Reason">Id of the closing signal, or <see cref="ByHand"/>.</param>
/// <param name="BarCloseUnixMs">Close of the deciding bar, market time; fills happen after it.</param>
public sealed record ExitOrder(string TradeId, string Tag, string Reason, long BarCloseUnixMs)
{
    /// <summary>The reason where no signal closes it.</summary>
    public const string ByHand = "manual";

    /// <summary>The signal that it is a step of: the closing one, else the one that opened the position.</summary>
    public string SignalId => Reason == ByHand ? Tag : Reason;
}
