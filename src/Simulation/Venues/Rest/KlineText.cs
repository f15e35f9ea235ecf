using System.Text;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Simulation.Worlds;
using SqueezeFlow.Simulation.Worlds.Klines;

namespace SqueezeFlow.Simulation.Venues.Rest;

/// <summary><c>klines</c> of both venues: twelve fields a row.</summary>
internal static class KlineText
{
    private static readonly string[] Intervals = ["1m", "3m", "5m", "15m", "30m", "1h", "2h", "4h", "6h", "8h", "12h", "1d"];

    /// <summary>The rows asked for.</summary>
    public static string Write(MarketSource source, VenueQuery query, long nowUnixMs)
    {
        if (query.Interval is not { } interval || !Intervals.Contains(interval))
        {
            return VenueQuery.Error(-1120, "Invalid interval.");
        }

        var length = Timeframe.Parse(interval).Milliseconds;
        var limit = query.Limit(source.Market.Kind == MarketKind.Spot ? 1000 : 1500);
        var to = Math.Min(query.EndTime ?? long.MaxValue, nowUnixMs - 1) + 1;
        var newest = new Timeframe(length).Floor(to - 1);
        var from = query.StartTime ?? newest - ((limit - 1) * length);
        var rows = new KlineHistory(source).Read(length, from, to, nowUnixMs, limit);
        return $"[{string.Join(',', rows.Select(row => Row(source.Market, row, length)))}]";
    }

    private static string Row(WorldMarket market, in Kline bar, long length)
    {
        var shown = market.Kind == MarketKind.Spot ? 8 : 0;
        var text = new StringBuilder();
        text.Append('[').Append(bar.OpenUnixMs);
        foreach (var price in (long[])[bar.Open, bar.High, bar.Low, bar.Close])
        {
            Field(text, Decimals.Text(price, market.PriceDigits, shown));
        }

        var quoteDigits = market.PriceDigits + market.SizeDigits;
        Field(text, Decimals.Text(bar.Lots, market.SizeDigits, shown));
        text.Append(',').Append(bar.OpenUnixMs + length - 1);
        Field(text, Decimals.Text(bar.Quote, quoteDigits, shown));
        text.Append(',').Append(bar.Count);
        Field(text, Decimals.Text(bar.BuyLots, market.SizeDigits, shown));
        Field(text, Decimals.Text(bar.BuyQuote, quoteDigits, shown));
        Field(text, "0");
        return text.Append(']').ToString();
    }

    private static void Field(StringBuilder text, string value) => text.Append(",\"").Append(value).Append('"');
}
