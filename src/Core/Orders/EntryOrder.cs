namespace SqueezeFlow.Core.Orders;

/// <summary>A wish to open a position at the market.</summary>
/// <param name="Tag">Id of the signal; becomes the position's tag.</param>
/// <param name="BaseSymbol">Base coin, e.g. <c>BTC</c>.</param>
/// <param name="Side">Direction.</param>
/// <param name="StakeUsd">Margin, USD; greater than zero.</param>
/// <param name="Leverage">Leverage, at least 1.</param>
/// <param name="BarCloseUnixMs">Close of the deciding bar, market time; fills happen after it.</param>
public sealed record EntryOrder(string Tag, string BaseSymbol, PositionSide Side, decimal StakeUsd, int Leverage, long BarCloseUnixMs);
