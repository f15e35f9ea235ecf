using System.Text;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Simulation.Worlds;
using SqueezeFlow.Simulation.Worlds.Trades;

namespace SqueezeFlow.Simulation.Venues.Streams;

/// <summary>One stream of one market: writes its frames, bare or in the combined wrapping.</summary>
internal sealed class MarketStream
{
    /// <summary>Room that any frame fits into.</summary>
    public const int LongestFrame = 512;

    private const int SpotDecimals = 8;
    private readonly byte[] _prefix;
    private readonly byte[] _symbol;
    private readonly bool _isWrapped;
    private readonly int _shown;

    public MarketStream(WorldMarket market, StreamKind kind, bool isWrapped)
    {
        (Market, Kind, _isWrapped) = (market, kind, isWrapped);
        var name = NameOf(market, kind);
        var open = isWrapped ? $$"""{"stream":"{{name}}","data":{""" : "{";
        _prefix = Encoding.ASCII.GetBytes($"{open}\"e\":\"{(kind == StreamKind.Trade ? "trade" : "aggTrade")}\",\"E\":");
        _symbol = Encoding.ASCII.GetBytes($"\"s\":\"{market.VenueSymbol}\"");
        _shown = market.Kind == MarketKind.Spot ? SpotDecimals : 0;
    }

    /// <summary>The market.</summary>
    public WorldMarket Market { get; }

    /// <summary>What it carries.</summary>
    public StreamKind Kind { get; }

    /// <summary>Stream name, e.g. <c>btcusdt@trade</c>.</summary>
    public static string NameOf(WorldMarket market, StreamKind kind) =>
        market.Id.Symbol + (kind == StreamKind.Trade ? "@trade" : "@aggTrade");

    /// <summary>Messages that an order is on this stream.</summary>
    public int MessagesOf(in AggregateTrade print) => Kind == StreamKind.Trade ? print.Fills : 1;

    /// <summary>Id of one of them.</summary>
    public long IdOf(MinuteBlock block, in AggregateTrade print, int index, int fill) =>
        Kind == StreamKind.Trade ? block.FirstFill + print.FirstFill + fill : block.FirstAggregate + index;

    /// <summary>Writes the frame of a fill; returns its length.</summary>
    public int WriteTrade(Span<byte> target, MinuteBlock block, in AggregateTrade print, int fill)
    {
        var id = IdOf(block, print, 0, fill);
        var text = new FrameText(target);
        Begin(ref text, print.UnixMs, id);
        if (Market.Kind == MarketKind.Perp)
        {
            text.Add("\"T\":"u8);
            text.Add(print.UnixMs);
            text.Add(","u8);
        }

        text.Add(_symbol);
        text.Add(",\"t\":"u8);
        text.Add(id);
        PriceAndSize(ref text, print.Ticks, block.FillLots[print.FirstFill + fill]);
        if (Market.Kind == MarketKind.Perp)
        {
            text.Add(",\"X\":\"MARKET\",\"m\":"u8);
            text.Add(print.IsSell);
        }
        else
        {
            text.Add(",\"T\":"u8);
            text.Add(print.UnixMs);
            text.Add(",\"m\":"u8);
            text.Add(print.IsSell);
            text.Add(",\"M\":true"u8);
        }

        return End(ref text);
    }

    /// <summary>Writes the frame of an aggregate; returns its length.</summary>
    public int WriteAggregate(Span<byte> target, MinuteBlock block, in AggregateTrade print, int index)
    {
        var id = block.FirstAggregate + index;
        var text = new FrameText(target);
        Begin(ref text, print.UnixMs, id);
        text.Add(_symbol);
        text.Add(",\"a\":"u8);
        text.Add(id);
        PriceAndSize(ref text, print.Ticks, print.Lots);
        if (Market.Kind == MarketKind.Perp)
        {
            text.Add(",\"nq\":\""u8);
            text.Add(print.Lots, Market.SizeDigits, _shown);
            text.Add("\""u8);
        }

        text.Add(",\"f\":"u8);
        text.Add(block.FirstFill + print.FirstFill);
        text.Add(",\"l\":"u8);
        text.Add(block.FirstFill + print.FirstFill + print.Fills - 1);
        text.Add(",\"T\":"u8);
        text.Add(print.UnixMs);
        text.Add(",\"m\":"u8);
        text.Add(print.IsSell);
        text.Add(Market.Kind == MarketKind.Perp ? ",\"st\":1"u8 : ",\"M\":true"u8);
        return End(ref text);
    }

    // The venue publishes a few milliseconds after the match.
    private void Begin(ref FrameText text, long unixMs, long id)
    {
        text.Add(_prefix);
        text.Add(unixMs + 1 + (id & 3));
        text.Add(","u8);
    }

    private void PriceAndSize(ref FrameText text, long ticks, long lots)
    {
        text.Add(",\"p\":\""u8);
        text.Add(ticks, Market.PriceDigits, _shown);
        text.Add("\",\"q\":\""u8);
        text.Add(lots, Market.SizeDigits, _shown);
        text.Add("\""u8);
    }

    private int End(ref FrameText text)
    {
        text.Add(_isWrapped ? "}}"u8 : "}"u8);
        return text.Length;
    }
}
