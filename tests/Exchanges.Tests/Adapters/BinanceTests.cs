using System.Text;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Adapters.Binance;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

public sealed class BinanceTests
{
    private const string Spot =
        """{"e":"trade","E":1723161255343,"s":"BTCUSDT","t":3735683259,"p":"61837.63000000","q":"0.02000000","T":1723161255342,"m":true,"M":true}""";

    private readonly Collected _sink = new();

    [Fact]
    public void A_print_whose_buyer_rested_is_a_sell()
    {
        var (kind, _) = Parse(new Binance(), Spot);

        var (slot, trade) = Assert.Single(_sink.Trades);
        Assert.Equal(FrameKind.Trades, kind);
        Assert.Equal("BINANCE:btcusdt", slot.Market.ToString());
        Assert.Equal(new Trade(3735683259, 1723161255342, 61837.63, 0.02, 61837.63 * 0.02, 1, AggressorSide.Sell), trade);
    }

    [Fact]
    public void An_aggregate_counts_every_fill_it_stands_for()
    {
        Parse(new BinanceFutures(), """{"e":"aggTrade","E":1,"a":87353230,"s":"SUSHIUSDT","p":"7.6120","q":"297","f":126902924,"l":126902927,"T":1626992744108,"m":false}""");

        var trade = Assert.Single(_sink.Trades).Trade;
        Assert.Equal((87353230, 4, AggressorSide.Buy), (trade.Id, trade.Count, trade.Side));
    }

    [Fact]
    public void A_coin_margined_size_counts_contracts()
    {
        Parse(new BinanceFutures(), """{"e":"trade","E":1,"T":1723161257679,"s":"BTCUSD_PERP","t":849714402,"p":"61804.8","q":"4","X":"MARKET","m":false}""");
        Parse(new BinanceFutures(), """{"e":"trade","E":1,"T":1723161257679,"s":"TRXUSD_PERP","t":849714402,"p":"0.125","q":"4","X":"MARKET","m":false}""");

        Assert.Equal(400, _sink.Trades[0].Trade.Notional);
        Assert.Equal(400 / 61804.8, _sink.Trades[0].Trade.Size);
        Assert.Equal((40, 320), (_sink.Trades[1].Trade.Notional, _sink.Trades[1].Trade.Size));
    }

    [Fact]
    public void A_listed_contract_size_overrides_the_habit()
    {
        var market = new MarketId("BINANCE_FUTURES", "btcusd_perp");
        var session = new FeedSession(
            new BinanceFutures(), "coinm", [new(market, MarketKind.Perp, ContractKind.Inverse, "BTC", "USD", 50, true)], UnknownMarkets.Assume);

        new BinanceFutures().Parse(
            """{"e":"trade","E":1,"T":1723161257679,"s":"BTCUSD_PERP","t":8,"p":"61804.8","q":"4","X":"MARKET","m":false}"""u8, session, _sink);

        Assert.Equal(200, Assert.Single(_sink.Trades).Trade.Notional);
    }

    [Theory]
    [InlineData("INSURANCE_FUND")]
    [InlineData("ADL")]
    [InlineData("NA")]
    [InlineData("LIQUIDATION")]
    public void Prints_that_are_no_market_flow_are_refused(string orderClass)
    {
        var (kind, session) = Parse(
            new BinanceFutures(),
            $$"""{"e":"trade","E":1,"T":1723161257679,"s":"BTCUSDT","t":8,"p":"61804.8","q":"4","X":"{{orderClass}}","m":false}""");

        Assert.Equal(FrameKind.Trades, kind);
        Assert.Empty(_sink.Trades);
        Assert.Equal(1, session.Rejected(RejectReason.OrderClass));
    }

    [Fact]
    public void Retail_price_improvement_is_market_flow()
    {
        Parse(new BinanceFutures(), """{"e":"trade","E":1,"T":1723161257679,"s":"BTCUSDT","t":8,"p":"61804.8","q":"4","X":"RPI","m":false}""");

        Assert.Single(_sink.Trades);
    }

    [Fact]
    public void A_forced_order_is_reported_at_its_average_price_and_filled_size()
    {
        Parse(
            new BinanceFutures(),
            """{"stream":"btcusd_200925@forceOrder","data":{"e":"forceOrder","E":1594622954023,"o":{"s":"BTCUSD_200925","ps":"BTCUSD","S":"SELL","o":"LIMIT","f":"IOC","q":"3","p":"9314.5","ap":"9352.7","X":"FILLED","l":"3","z":"3","T":1594622954021}}}""");

        var trade = Assert.Single(_sink.Trades).Trade;
        Assert.Equal((TradeKind.LiquidationReport, AggressorSide.Sell, 9352.7, 300), (trade.Kind, trade.Side, trade.Price, trade.Notional));
    }

    [Theory]
    [InlineData("\"m\":true", "\"m\":null", RejectReason.Side)]
    [InlineData("\"m\":true", "\"m\":\"true\"", RejectReason.Side)]
    [InlineData("61837.63000000", "0.0", RejectReason.Price)]
    [InlineData("61837.63000000", "-1", RejectReason.Price)]
    [InlineData("61837.63000000", "NaN", RejectReason.Price)]
    [InlineData("61837.63000000", "Infinity", RejectReason.Price)]
    [InlineData("61837.63000000", "1e308", RejectReason.Price)]
    [InlineData("61837.63000000", " 5", RejectReason.Price)]
    [InlineData("\"61837.63000000\"", "[[1]]", RejectReason.Price)]
    [InlineData("\"0.02000000\"", "{\"a\":1}", RejectReason.Size)]
    [InlineData("0.02000000", "", RejectReason.Size)]
    [InlineData("0.02000000", "0", RejectReason.Size)]
    [InlineData("0.02000000", "1e308", RejectReason.Size)]
    [InlineData("\"t\":3735683259", "\"t\":\"x\"", RejectReason.Id)]
    [InlineData("\"T\":1723161255342", "\"T\":0", RejectReason.Time)]
    [InlineData("\"s\":\"BTCUSDT\"", "\"s\":7", RejectReason.Market)]
    [InlineData("\"s\":\"BTCUSDT\"", "\"s\":\"\\ud800\"", RejectReason.Market)]
    [InlineData("\"s\":\"BTCUSDT\"", "\"s\":\"NOQUOTE\"", RejectReason.Multiplier)]
    public void A_bad_field_refuses_the_trade_for_its_own_reason(string good, string bad, RejectReason reason)
    {
        var (kind, session) = Parse(new Binance(), Spot.Replace(good, bad, StringComparison.Ordinal));

        Assert.Equal(FrameKind.Trades, kind);
        Assert.Empty(_sink.Trades);
        Assert.Equal(1, session.Rejected(reason));
        Assert.Equal(1, session.Rejections);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("pong")]
    [InlineData("")]
    [InlineData("{}{}")]
    [InlineData("""{"a":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}""")]
    public void Text_that_is_no_message_is_malformed(string text)
    {
        var (kind, session) = Parse(new Binance(), text);

        Assert.Equal(FrameKind.Malformed, kind);
        Assert.Equal(1, session.Rejections);
    }

    [Fact]
    public void A_market_that_was_not_asked_for_is_refused_on_a_connection()
    {
        var session = new FeedSession(new Binance(), "main", []);

        new Binance().Parse(Encoding.UTF8.GetBytes(Spot), session, _sink);

        Assert.Empty(_sink.Trades);
        Assert.Equal(1, session.Rejected(RejectReason.Market));
    }

    [Fact]
    public void The_subscription_names_every_stream()
    {
        var request = new SubscriptionRequest(3, "main", [Listed("btcusdt"), Listed("ethusdt")]);

        var text = Encoding.UTF8.GetString(new Binance().Subscribe(request));

        Assert.Equal("""{"method":"SUBSCRIBE","params":["btcusdt@trade","ethusdt@trade"],"id":3}""", text);
        Assert.Equal(text.Replace("SUB", "UNSUB", StringComparison.Ordinal), Encoding.UTF8.GetString(new Binance().Unsubscribe(request)));
    }

    [Theory]
    [InlineData("market", null, "btcusdt@aggTrade\",\"btcusdt@forceOrder")]
    [InlineData("public", "trade", "btcusdt@trade")]
    [InlineData("coinm", "trade", "btcusdt@trade\",\"btcusdt@forceOrder")]
    public void The_route_decides_what_futures_subscribe_to(string endpoint, string? tradeStream, string streams)
    {
        var text = Encoding.UTF8.GetString(new BinanceFutures().Subscribe(new(1, endpoint, [Listed("btcusdt")], tradeStream)));

        Assert.Equal($$"""{"method":"SUBSCRIBE","params":["{{streams}}"],"id":1}""", text);
    }

    private static Instrument Listed(string symbol) => new Binance().Assume(new("BINANCE", symbol))!;

    private (FrameKind Kind, FeedSession Session) Parse(IExchangeAdapter adapter, string frame)
    {
        var session = new FeedSession(adapter, adapter.Descriptor.Main.Name, [], UnknownMarkets.Assume);
        return (adapter.Parse(Encoding.UTF8.GetBytes(frame), session, _sink), session);
    }

    [Fact]
    public void A_server_that_is_going_away_is_left()
    {
        var bench = VenueBench.Following(new Binance(), "main", "btcusdt");

        bench.Parse("""{"e":"serverShutdown","E":1770123456789}""");

        Assert.Equal(["reconnect: the venue announces the end of its server"], bench.Answers.Lines);
    }
}
