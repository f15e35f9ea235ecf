using System.Text;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Adapters.Binance;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

public sealed class BinanceHistoryTests
{
    private const string Raw = """{"id":ID,"price":"4.5","qty":"2","quoteQty":"9","time":5000,"isBuyerMaker":true,"isBestMatch":true}""";

    private static readonly Binance Spot = new();
    private static readonly BinanceFutures Futures = new();
    private static readonly Instrument Btc = Spot.Assume(new("BINANCE", "btcusdt"))!;
    private static readonly Instrument Perp = Futures.Assume(new("BINANCE_FUTURES", "btcusdt"))!;
    private static readonly Instrument Coin = Futures.Assume(new("BINANCE_FUTURES", "btcusd_perp"))!;

    [Fact]
    public void Spot_asks_for_single_prints_by_the_streams_ids_until_the_gap_is_full()
    {
        var search = Search(Btc, beforeId: 10, afterId: 1_511);

        var first = Spot.NextTrades(Btc, search);
        Spot.ReadTrades(Btc, Rows(11, 1_000), search);
        var second = Spot.NextTrades(Btc, search);
        Spot.ReadTrades(Btc, Rows(1_011, 500), search);

        Assert.Equal(("/api/v3/historicalTrades?symbol=BTCUSDT&fromId=11&limit=1000", 25), (first!.Value.Path, first.Value.Weight));
        Assert.Equal("/api/v3/historicalTrades?symbol=BTCUSDT&fromId=1011&limit=500", second!.Value.Path);
        Assert.Null(Spot.NextTrades(Btc, search));
        Assert.Equal(Enumerable.Range(11, 1_500).Select(id => (long)id), search.Trades.Select(trade => trade.Id));
        Assert.Equal(new Trade(11, 5_000, 4.5, 2, 9, 1, AggressorSide.Sell), search.Trades[0]);
    }

    [Fact]
    public void Without_an_end_a_short_page_is_the_last()
    {
        var search = Search(Btc, beforeId: 10);

        Spot.ReadTrades(Btc, Rows(11, 1_000), search);
        var next = Spot.NextTrades(Btc, search);
        Spot.ReadTrades(Btc, Rows(1_011, 7), search);

        Assert.EndsWith("fromId=1011&limit=1000", next!.Value.Path, StringComparison.Ordinal);
        Assert.Null(Spot.NextTrades(Btc, search));
    }

    [Fact]
    public void A_beginning_that_the_venue_no_longer_keeps_is_passed_over()
    {
        var search = Search(Btc, beforeId: 10, afterId: 2_100);

        Spot.ReadTrades(Btc, "[]"u8.ToArray(), search);
        var next = Spot.NextTrades(Btc, search);
        Spot.ReadTrades(Btc, "[]"u8.ToArray(), search);
        var last = Spot.NextTrades(Btc, search);
        Spot.ReadTrades(Btc, "[]"u8.ToArray(), search);

        Assert.EndsWith("fromId=1011&limit=1000", next!.Value.Path, StringComparison.Ordinal);
        Assert.EndsWith("fromId=2011&limit=89", last!.Value.Path, StringComparison.Ordinal);
        Assert.Null(Spot.NextTrades(Btc, search));
    }

    [Fact]
    public void Spot_without_an_id_asks_for_aggregates_by_time_and_then_by_their_own_ids()
    {
        var search = Search(Btc, beforeMs: 4_000, afterId: 20, afterMs: 9_000_000);

        var first = Spot.NextTrades(Btc, search);
        Spot.ReadTrades(Btc, "[]"u8.ToArray(), search);
        var second = Spot.NextTrades(Btc, search);
        Spot.ReadTrades(Btc, Aggregate(700, 11, 13), search);
        var third = Spot.NextTrades(Btc, search);
        Spot.ReadTrades(Btc, Aggregate(701, 14, 19), search);

        Assert.Equal("/api/v3/aggTrades?symbol=BTCUSDT&startTime=4000&endTime=3603999&limit=1000", first!.Value.Path);
        Assert.Equal("/api/v3/aggTrades?symbol=BTCUSDT&startTime=3604000&endTime=7203999&limit=1000", second!.Value.Path);
        Assert.Equal("/api/v3/aggTrades?symbol=BTCUSDT&fromId=701&limit=1000", third!.Value.Path);
        Assert.Null(Spot.NextTrades(Btc, search));
        Assert.Equal([11, 12, 13, 14, 15, 16, 17, 18, 19], search.Trades.Select(trade => trade.Id));
        Assert.Equal((2, 1), (search.Trades[0].Size * 3, search.Trades[0].Count));
    }

    [Fact]
    public void When_single_prints_want_a_key_aggregates_must_do_and_one_over_the_edge_is_left_out()
    {
        var search = Search(Btc, beforeId: 12, beforeMs: 4_000, afterId: 20, afterMs: 9_000);
        search.WantsKey = true;

        var call = Spot.NextTrades(Btc, search);
        Spot.ReadTrades(Btc, Aggregate(700, 11, 13), search);
        Spot.ReadTrades(Btc, Aggregate(701, 14, 15), search);
        Spot.ReadTrades(Btc, Aggregate(702, 16, 21), search);

        Assert.StartsWith("/api/v3/aggTrades?symbol=BTCUSDT&startTime=4000", call!.Value.Path, StringComparison.Ordinal);
        Assert.Equal([14, 15], search.Trades.Select(trade => trade.Id));
    }

    [Fact]
    public void Futures_ask_for_aggregates_by_the_streams_ids()
    {
        var search = Search(Perp, beforeId: 10, afterId: 13);

        var call = Futures.NextTrades(Perp, search);
        Futures.ReadTrades(Perp, Aggregate(11, 50, 52), search);
        var next = Futures.NextTrades(Perp, search);

        Assert.Equal(("main", "/fapi/v1/aggTrades?symbol=BTCUSDT&fromId=11&limit=2", 20), (call!.Value.Endpoint, call.Value.Path, call.Value.Weight));
        Assert.Equal("/fapi/v1/aggTrades?symbol=BTCUSDT&fromId=12&limit=1", next!.Value.Path);
        Assert.Equal((11, 3, 2, AggressorSide.Buy), (search.Trades[0].Id, search.Trades[0].Count, search.Trades[0].Size, search.Trades[0].Side));
    }

    [Fact]
    public void Coin_margined_aggregates_come_from_their_own_host_and_count_contracts()
    {
        var search = Search(Coin, beforeId: 416_689, afterId: 416_691);

        var call = Futures.NextTrades(Coin, search);
        Futures.ReadTrades(Coin, Encoding.UTF8.GetBytes(File.ReadLines(SharedData.Require("fixtures", "exchanges", "BINANCE_FUTURES", "rest-trades.jsonl")).First()), search);

        Assert.Equal(("coinm", "/dapi/v1/aggTrades?symbol=BTCUSD_PERP&fromId=416690&limit=1"), (call!.Value.Endpoint, call.Value.Path));
        Assert.Equal((416_690, 300), (search.Trades[0].Id, search.Trades[0].Notional));
    }

    [Fact]
    public void Single_prints_of_futures_are_the_latest_alone()
    {
        var search = new TradeSearch(Perp, new(Perp.Market, 10, 1, 20, 2, null, "reconnect")) { TradeStream = "trade" };

        var call = Futures.NextTrades(Perp, search);
        Futures.ReadTrades(Perp, Rows(9, 5), search);

        Assert.Equal(("/fapi/v1/trades?symbol=BTCUSDT&limit=1000", 5), (call!.Value.Path, call.Value.Weight));
        Assert.Null(Futures.NextTrades(Perp, search));
        Assert.True(search.ReachesBack);
    }

    [Theory]
    [InlineData("<html>maintenance</html>", "Expected a list of trades, found <html>maintenance</html>")]
    [InlineData("""{"code":-1121}""", """Expected a list of trades, found {"code":-1121}""")]
    [InlineData("[7]", "Expected a trade with an id, found 7")]
    [InlineData("""[{"id":"x"}]""", """Expected a trade with an id, found {"id":"x"}""")]
    public void What_is_no_list_of_trades_is_said(string body, string message)
    {
        var failure = Assert.Throws<FormatException>(() => Spot.ReadTrades(Btc, Encoding.UTF8.GetBytes(body), Search(Btc, beforeId: 1)));

        Assert.Equal(message, failure.Message);
    }

    [Fact]
    public void Recorded_open_interest_is_read_as_it_stands()
    {
        var values = new List<OpenInterestValue>();

        var read = File.ReadLines(SharedData.Require("fixtures", "exchanges", "BINANCE_FUTURES", "rest-oi.jsonl"))
            .Select(line => Futures.TryReadOpenInterest(Encoding.UTF8.GetBytes(line), values))
            .ToArray();

        Assert.Equal([true, true, true, false, false], read);
        Assert.Equal(
            [
                new(new("BINANCE_FUTURES", "btcusdt"), 26286.181, OpenInterestUnit.Base),
                new(new("BINANCE_FUTURES", "btcusdt"), 10659.509, OpenInterestUnit.Base, UnixMs: 1589437530011),
                new(new("BINANCE_FUTURES", "btcusd_200626"), 15004, OpenInterestUnit.Contracts, UnixMs: 1591261042378),
            ],
            values);
    }

    [Fact]
    public void Open_interest_is_asked_for_market_by_market()
    {
        Assert.Equal(
            [new("main", "/fapi/v1/openInterest?symbol=BTCUSDT"), new("coinm", "/dapi/v1/openInterest?symbol=BTCUSD_PERP")],
            Futures.OpenInterestCalls([Perp, Coin]));
    }

    private static TradeSearch Search(Instrument market, long beforeId = 0, long beforeMs = 0, long afterId = 0, long afterMs = 0) =>
        new(market, new(market.Market, beforeId, beforeMs, afterId, afterMs, null, "reconnect"));

    private static byte[] Rows(long first, int count) => Encoding.UTF8.GetBytes(
        $"[{string.Join(',', Enumerable.Range(0, count).Select(i => Raw.Replace("ID", $"{first + i}", StringComparison.Ordinal)))}]");

    private static byte[] Aggregate(long id, long first, long last) => Encoding.UTF8.GetBytes(
        $$"""[{"a":{{id}},"p":"4.5","q":"2","f":{{first}},"l":{{last}},"T":5000,"m":false}]""");
}
