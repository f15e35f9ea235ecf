using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Interfaces.Wire;

/// <summary>A <see cref="Trade"/> between silos.</summary>
[GenerateSerializer, Immutable, Alias("sf.Trade")]
internal readonly record struct TradeSurrogate(
    [property: Id(0)] long Id,
    [property: Id(1)] long UnixMs,
    [property: Id(2)] double Price,
    [property: Id(3)] double Size,
    [property: Id(4)] double Notional,
    [property: Id(5)] int Count,
    [property: Id(6)] byte Side,
    [property: Id(7)] byte Kind,
    [property: Id(8)] ushort IdsBefore)
{
    public static TradeSurrogate From(in Trade trade) =>
        new(trade.Id, trade.UnixMs, trade.Price, trade.Size, trade.Notional, trade.Count, (byte)trade.Side, (byte)trade.Kind, trade.IdsBefore);

    public Trade ToTrade() => new(Id, UnixMs, Price, Size, Notional, Count, (AggressorSide)Side, (TradeKind)Kind) { IdsBefore = IdsBefore };
}
