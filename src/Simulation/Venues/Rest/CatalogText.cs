using System.Text;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Simulation.Worlds;

namespace SqueezeFlow.Simulation.Venues.Rest;

/// <summary><c>exchangeInfo</c> of both venues.</summary>
internal static class CatalogText
{
    /// <summary>All markets, or the named ones.</summary>
    public static string Write(IEnumerable<WorldMarket> markets, MarketKind kind, long nowUnixMs, IReadOnlyList<string>? names)
    {
        var list = markets.ToList();
        if (names?.FirstOrDefault(name => !list.Exists(market => market.VenueSymbol == name)) is not null)
        {
            return VenueQuery.Error(-1121, "Invalid symbol.");
        }

        var wanted = list.Where(market => names is null || names.Contains(market.VenueSymbol));
        var text = new StringBuilder();
        var weight = kind == MarketKind.Spot ? 6000 : 2400;
        text.Append($$"""{"timezone":"UTC","serverTime":{{nowUnixMs}}""");
        text.Append(kind == MarketKind.Perp ? ",\"futuresType\":\"U_MARGINED\"" : "");
        text.Append($$""","rateLimits":[{"rateLimitType":"REQUEST_WEIGHT","interval":"MINUTE","intervalNum":1,"limit":{{weight}}}],"exchangeFilters":[],"symbols":[""");
        text.AppendJoin(',', wanted.Select(market => kind == MarketKind.Spot ? Spot(market) : Perp(market)));
        return text.Append("]}").ToString();
    }

    private static string Spot(WorldMarket market) =>
        $$"""{"symbol":"{{market.VenueSymbol}}","status":"TRADING","baseAsset":"{{market.BaseCoin}}","baseAssetPrecision":8,"quoteAsset":"USDT","quotePrecision":8,"quoteAssetPrecision":8,"orderTypes":["LIMIT","LIMIT_MAKER","MARKET"],"icebergAllowed":true,"ocoAllowed":true,"isSpotTradingAllowed":true,"isMarginTradingAllowed":true,"filters":[{{Filters(market, 8)}}],"permissions":[],"permissionSets":[["SPOT"]]}""";

    private static string Perp(WorldMarket market) =>
        $$"""{"symbol":"{{market.VenueSymbol}}","pair":"{{market.VenueSymbol}}","contractType":"PERPETUAL","deliveryDate":4133404800000,"onboardDate":1569398400000,"status":"TRADING","baseAsset":"{{market.BaseCoin}}","quoteAsset":"USDT","marginAsset":"USDT","pricePrecision":{{market.PriceDigits}},"quantityPrecision":{{market.SizeDigits}},"baseAssetPrecision":8,"quotePrecision":8,"underlyingType":"COIN","underlyingSubType":[],"filters":[{{Filters(market, 0)}}],"orderTypes":["LIMIT","MARKET","STOP"],"timeInForce":["GTC","IOC","FOK"]}""";

    private static string Filters(WorldMarket market, int shown)
    {
        var tick = Decimals.Text(1, market.PriceDigits, shown);
        var lot = Decimals.Text(1, market.SizeDigits, shown);
        return $$"""{"filterType":"PRICE_FILTER","minPrice":"{{tick}}","maxPrice":"1000000","tickSize":"{{tick}}"},{"filterType":"LOT_SIZE","minQty":"{{lot}}","maxQty":"9000000","stepSize":"{{lot}}"}""";
    }
}
