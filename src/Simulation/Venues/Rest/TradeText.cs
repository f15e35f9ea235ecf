using SqueezeFlow.Core.Markets;
using SqueezeFlow.Simulation.Worlds;
using SqueezeFlow.Simulation.Worlds.Trades;

namespace SqueezeFlow.Simulation.Venues.Rest;

/// <summary><c>aggTrades</c> and <c>historicalTrades</c>.</summary>
internal static class TradeText
{
    private const int MostRows = 1000;

    /// <summary>Aggregates from an id, of a range of time, or the newest.</summary>
    public static string Aggregates(MarketSource source, VenueQuery query, long nowUnixMs)
    {
        var archive = new TradeArchive(source, nowUnixMs);
        var limit = query.Limit(MostRows);
        var until = query.EndTime is { } end && query.FromId is null ? end + 1 : long.MaxValue;
        var from = (query.FromId, query.StartTime, query.EndTime) switch
        {
            ({ } id, _, _) => id,
            (_, { } start, _) => archive.AggregateAt(start),
            (_, _, { } last) => archive.AggregateAt(last + 1) - limit,
            _ => archive.NextAggregate() - limit,
        };
        var rows = archive.Aggregates(from, until).Take(limit).Select(row => Aggregate(source.Market, row.Block, row.Index));
        return $"[{string.Join(',', rows)}]";
    }

    /// <summary>Single fills from an id, or the newest.</summary>
    public static string Fills(MarketSource source, VenueQuery query, long nowUnixMs)
    {
        var archive = new TradeArchive(source, nowUnixMs);
        var limit = query.Limit(MostRows);
        if (query.FromId is { } from)
        {
            var forward = archive.Holding(from).SelectMany(row => FillsOf(source.Market, row.Block, row.Index));
            return $"[{string.Join(',', forward.Where(fill => fill.Id >= from).Take(limit).Select(fill => fill.Text))}]";
        }

        // Every aggregate has a fill at least: the newest `limit` aggregates hold the newest `limit` fills.
        var newest = archive.Aggregates(archive.NextAggregate() - limit, long.MaxValue)
            .SelectMany(row => FillsOf(source.Market, row.Block, row.Index))
            .TakeLast(limit);
        return $"[{string.Join(',', newest.Select(fill => fill.Text))}]";
    }

    private static string Aggregate(WorldMarket market, MinuteBlock block, int index)
    {
        var print = block.Prints[index];
        var shown = Shown(market);
        var first = block.FirstFill + print.FirstFill;
        var price = Decimals.Text(print.Ticks, market.PriceDigits, shown);
        var size = Decimals.Text(print.Lots, market.SizeDigits, shown);
        var last = market.Kind == MarketKind.Spot ? ",\"M\":true}" : "}";
        return $$"""{"a":{{block.FirstAggregate + index}},"p":"{{price}}","q":"{{size}}","f":{{first}},"l":{{first + print.Fills - 1}},"T":{{print.UnixMs}},"m":{{(print.IsSell ? "true" : "false")}}""" + last;
    }

    private static List<(long Id, string Text)> FillsOf(WorldMarket market, MinuteBlock block, int index)
    {
        var print = block.Prints[index];
        var fills = new List<(long, string)>(print.Fills);
        for (var i = print.FirstFill; i < print.FirstFill + print.Fills; i++)
        {
            var lots = block.FillLots[i];
            var id = block.FirstFill + i;
            var quote = Decimals.Text(print.Ticks * lots, market.PriceDigits + market.SizeDigits, Shown(market));
            fills.Add((id, $$"""{"id":{{id}},"price":"{{Decimals.Text(print.Ticks, market.PriceDigits, Shown(market))}}","qty":"{{Decimals.Text(lots, market.SizeDigits, Shown(market))}}","quoteQty":"{{quote}}","time":{{print.UnixMs}},"isBuyerMaker":{{(print.IsSell ? "true" : "false")}},"isBestMatch":true}"""));
        }

        return fills;
    }

    private static int Shown(WorldMarket market) => market.Kind == MarketKind.Spot ? 8 : 0;
}
