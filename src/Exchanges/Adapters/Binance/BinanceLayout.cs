using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Reading;

namespace SqueezeFlow.Exchanges.Adapters.Binance;

/// <summary>The layouts in which Binance sends its trades, bare or wrapped: spot <c>trade</c> and <c>aggTrade</c>, futures <c>trade</c> and <c>aggTrade</c>.</summary>
internal static class BinanceLayout
{
    /// <summary>Reads a trade frame of one of these layouts; false for every other frame.</summary>
    public static bool TryRead(ReadOnlySpan<byte> frame, out ReadOnlySpan<byte> symbol, out Print print)
    {
        symbol = default;
        print = default;
        var cursor = new LayoutCursor(frame);
        var isWrapped = cursor.Literal("{\"stream\":\""u8);
        if (isWrapped && !(cursor.Name(out _) && cursor.Literal("\",\"data\":"u8)))
        {
            return false;
        }

        if (cursor.Literal("{\"e\":\"trade\",\"E\":"u8)
            ? !TryReadTrade(ref cursor, out symbol, out print)
            : !(cursor.Literal("{\"e\":\"aggTrade\",\"E\":"u8) && TryReadAggregate(ref cursor, out symbol, out print)))
        {
            return false;
        }

        return (isWrapped ? cursor.Literal("}}"u8) : cursor.Literal("}"u8)) && cursor.AtEnd;
    }

    private static bool TryReadTrade(scoped ref LayoutCursor cursor, out ReadOnlySpan<byte> symbol, out Print print)
    {
        symbol = default;
        print = default;
        long time = 0;
        if (!cursor.SkipInteger())
        {
            return false;
        }

        var isFutures = cursor.Literal(",\"T\":"u8);
        if (isFutures && !cursor.Integer(out time))
        {
            return false;
        }

        if (!(cursor.Literal(",\"s\":\""u8) && cursor.Name(out symbol) &&
              cursor.Literal("\",\"t\":"u8) && cursor.Integer(out var id) &&
              cursor.Literal(",\"p\":\""u8) && cursor.Decimal(out var price) &&
              cursor.Literal("\",\"q\":\""u8) && cursor.Decimal(out var size)))
        {
            return false;
        }

        bool isBuyerMaker;
        if (!(isFutures
            ? cursor.Literal("\",\"X\":\"MARKET\",\"m\":"u8) && cursor.Boolean(out isBuyerMaker)
            : cursor.Literal("\",\"T\":"u8) && cursor.Integer(out time) &&
              cursor.Literal(",\"m\":"u8) && cursor.Boolean(out isBuyerMaker) && cursor.Literal(",\"M\":true"u8)))
        {
            return false;
        }

        print = new(id, time, price, size, 1, SideOf(isBuyerMaker));
        return id > 0;
    }

    private static bool TryReadAggregate(scoped ref LayoutCursor cursor, out ReadOnlySpan<byte> symbol, out Print print)
    {
        symbol = default;
        print = default;
        if (!cursor.SkipInteger())
        {
            return false;
        }

        var isFutures = cursor.Literal(",\"a\":"u8);
        if (!(isFutures
            ? cursor.Integer(out var id) && cursor.Literal(",\"s\":\""u8) && cursor.Name(out symbol)
            : cursor.Literal(",\"s\":\""u8) && cursor.Name(out symbol) && cursor.Literal("\",\"a\":"u8) && cursor.Integer(out id)))
        {
            return false;
        }

        if (!(cursor.Literal(isFutures ? "\",\"p\":\""u8 : ",\"p\":\""u8) && cursor.Decimal(out var price) &&
              cursor.Literal("\",\"q\":\""u8) && cursor.Decimal(out var size)))
        {
            return false;
        }

        if (cursor.Literal("\",\"nq\":\""u8) && !cursor.Decimal(out _))
        {
            return false;
        }

        if (!(cursor.Literal("\",\"f\":"u8) && cursor.Integer(out var first) &&
              cursor.Literal(",\"l\":"u8) && cursor.Integer(out var last) &&
              cursor.Literal(",\"T\":"u8) && cursor.Integer(out var time) &&
              cursor.Literal(",\"m\":"u8) && cursor.Boolean(out var isBuyerMaker)))
        {
            return false;
        }

        _ = cursor.Literal(",\"M\":true"u8) || cursor.Literal(",\"st\":1"u8);
        print = new(id, time, price, size, BinanceFrames.CountOf(first, last), SideOf(isBuyerMaker));
        return id > 0;
    }

    private static AggressorSide SideOf(bool isBuyerMaker) => isBuyerMaker ? AggressorSide.Sell : AggressorSide.Buy;
}
