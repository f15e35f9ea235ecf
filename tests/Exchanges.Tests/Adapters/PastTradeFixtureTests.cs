using System.Text.Json;
using System.Text.RegularExpressions;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Reading;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

/// <summary>Recorded lists of past trades: those of the calls that fill gaps are read as they stand, others give nothing.</summary>
public sealed class PastTradeFixtureTests
{
    private const string File = "rest-trades.jsonl";

    // Per venue the calls whose answers are read, a market of that call, where the rows stand and the fields in them. Ids are left out
    // where they are computed, because the venue states none or none that is unique.
    private static readonly Place[] Places =
    [
        new("BINANCE", "historicalTrades", "btcusdt", "", "id", "isBuyerMaker", "price"),
        new("BINANCE", "aggTrades", "btcusdt", "", null, "m", "p"),
        new("BINANCE_FUTURES", "/fapi/v1/aggTrades", "btcusdt", "", "a", "m", "p"),
        new("BINANCE_FUTURES", "/dapi/v1/aggTrades", "btcusd_perp", "", "a", "m", "p"),
        new("BITFINEX", "/v2/trades/[^/]+/hist", "ETHUST", "", "0", "2", "3"),
        new("BITGET", "/spot/market/fills", "BTCUSDT-SPOT", "data", "tradeId", "side", "price"),
        new("BITGET", "/mix/market/fills", "BTCUSDT", "data", "tradeId", "side", "price"),
        new("BITSTAMP", "/transactions/", "btcusd", "", "tid", "type", "price"),
        new("BYBIT", "/market/recent-trade", "BTCUSDT", "result.list", "execId", "side", "price"),
        new("COINBASE", "/brokerage/market/products/[^/]+/ticker", "BTC-PERP-INTX", "trades", "trade_id", "side", "price"),
        new("COINBASE", "^(GET )?/products/[^/]+/trades", "BTC-USD", "", "trade_id", "side", "price"),
        new("CRYPTOCOM", "public/get-trades", "BTCUSD-PERP", "result.data", null, "s", "p"),
        new("DERIBIT", "get_last_trades", "BTC-PERPETUAL", "result.trades", "trade_seq", "direction", "price"),
        new("GATE", "/futures/[^/]+/trades", "BTC_USDT", "", "id", "size", "price"),
        new("GATE", "/spot/trades", "BTC_USDT-SPOT", "", "id_market", "side", "price"),
        new("GEMINI", "/v1/trades/", "BTCUSD", "", "tid", "type", "price"),
        new("HUOBI", "/market/history/trade", "btcusdt", "data.data", "trade-id", "direction", "price"),
        new("HUOBI_FUTURES", "/market/history/trade", "BTC-USD", "data.data", "id", "direction", "price"),
        new("KRAKEN", "/public/Trades", "XBT/USD", "result.*", "6", "3", "0"),
        new("KUCOIN", "/market/histories", "BTC-USDT", "data", null, "side", "price"),
        new("KUCOIN", "/trade/history", "XBTUSDM", "data", "tradeId", "side", "price"),
        new("MEXC", "/api/v3/aggTrades", "BTCUSDT", "", null, "m", "p"),
        new("MEXC", "/api/v1/contract/deals", "BTC_USDT", "data", null, "T", "p"),
        new("OKX", "/market/history-trades", "BTC-USDT", "data", "tradeId", "side", "px"),
        new("PHEMEX", "/md/v2/trade", "BTCUSDT", "result.trades_p", null, "1", "2"),
    ];

    public static TheoryData<string> Venues => Fixtures.VenuesWith<ITradeHistory>(File);

    [Theory]
    [MemberData(nameof(Venues))]
    public void The_rows_of_an_answer_are_the_trades_read(string venue)
    {
        foreach (var (where, request, body) in Fixtures.AnswersOf(venue, File))
        {
            using var document = JsonDocument.Parse(body);
            var place = PlaceOf(venue, request, document.RootElement);
            var expected = place is null ? [] : place.Rows(document.RootElement).Where(IsFlow).Select(row => Expected(place, row)).ToArray();

            var trades = Read(venue, place ?? Array.Find(Places, place => place.Venue == venue)!, body, place is not null);

            Assert.True(place is null || expected.Length > 0, $"{where}: no row was found");
            Assert.Equal(
                expected.Order(),
                trades.Select(trade => (place?.Id is null ? 0 : trade.Id, trade.Side, trade.Price)).Order());
        }
    }

    [Fact]
    public void Every_venue_with_past_trades_has_its_place_in_the_table() =>
        Assert.Empty(Fixtures.Recorded.Where(adapter => adapter is ITradeHistory).Select(adapter => adapter.Descriptor.Id)
            .Except(Places.Select(place => place.Venue)));

    // A request that is known by a name alone is told by its rows.
    private static Place? PlaceOf(string venue, string request, JsonElement root)
    {
        var isNamed = !request.Contains('/', StringComparison.Ordinal);
        var places = Places.Where(place => place.Venue == venue).ToArray();
        return Array.Find(places, place => Regex.IsMatch(request, place.Request, RegexOptions.IgnoreCase)) ??
            Array.Find(places, place => isNamed && place.Rows(root).Any(row =>
                row.Field(place.Price).ValueKind != JsonValueKind.Undefined && row.Field(place.Side).ValueKind != JsonValueKind.Undefined));
    }

    private static IReadOnlyList<Trade> Read(string venue, Place place, byte[] body, bool isKnown)
    {
        var adapter = Fixtures.AdapterOf(venue);
        var id = new MarketId(venue, place.Market);
        var market = adapter.Assume(id) ?? new(id, MarketKind.Perp, ContractKind.Linear, "BTC", "USDT", 1, IsTrading: true);

        // A gap from the first id on, so that ids tell where to go on.
        var search = new TradeSearch(market, new Gap(market.Market, place.Id is null ? 0 : 1, 1, 0, 0, null, "reconnect"));
        try
        {
            ((ITradeHistory)adapter).ReadTrades(market, body, search);
        }
        catch (FormatException) when (!isKnown)
        {
            Assert.Empty(search.Trades);
        }

        return search.Trades;
    }

    private static (long Id, AggressorSide Side, double Price) Expected(Place place, JsonElement row) =>
        (place.Id is { } id ? TradeId.Of(VenueBench.Body(row.Field(id).ToString())) : 0, place.SideOf(row), row.Field(place.Price).Number());

    // Trades off the book and those of the venue with itself are no flow.
    private static bool IsFlow(JsonElement row) =>
        row.ValueKind != JsonValueKind.Object ||
        (row.Field("isBlockTrade").ValueKind != JsonValueKind.True && row.Field("is_internal").ValueKind != JsonValueKind.True &&
            row.Field("block_trade_id").ValueKind == JsonValueKind.Undefined);

    private sealed record Place(string Venue, string Request, string Market, string Path, string? Id, string Side, string Price)
    {
        public IEnumerable<JsonElement> Rows(JsonElement root) => Path switch
        {
            "data.data" => root.At("data").SelectMany(push => push.At("data")),
            "result.*" => root.At("result").SelectMany(result => result.EnumerateObject())
                .Where(pair => pair.Value.ValueKind == JsonValueKind.Array).SelectMany(pair => pair.Value.EnumerateArray()),
            _ => root.At(Path),
        };

        // A text; whether the buyer rested; a number of a kind; or the sign of the size. Coinbase names the resting side.
        public AggressorSide SideOf(JsonElement row) => (Venue, row.Field(Side)) switch
        {
            (_, { ValueKind: JsonValueKind.True }) => AggressorSide.Sell,
            (_, { ValueKind: JsonValueKind.False }) => AggressorSide.Buy,
            ("BITSTAMP", var type) => type.Number() == 0 ? AggressorSide.Buy : AggressorSide.Sell,
            ("MEXC", var type) => type.Number() == 1 ? AggressorSide.Buy : AggressorSide.Sell,
            ("COINBASE", var named) => named.ToString().Equals("SELL", StringComparison.OrdinalIgnoreCase) ? AggressorSide.Buy : AggressorSide.Sell,
            (_, { ValueKind: JsonValueKind.Number } size) => size.Number() > 0 ? AggressorSide.Buy : AggressorSide.Sell,
            (_, var named) => named.ToString() is ['b' or 'B', ..] ? AggressorSide.Buy : AggressorSide.Sell,
        };
    }
}
