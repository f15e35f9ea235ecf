using System.Text.Json;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Adapters.Huobi;
using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

public sealed class HuobiFuturesTests
{
    private const string Contracts =
        """{"status":"ok","data":[{"symbol":"BTC","contract_code":"BTC-USDT","contract_size":0.001000000000000000,"contract_status":1,"business_type":"swap"},{"symbol":"BTC","contract_code":"BTC-USDT-211217","contract_size":0.001,"contract_status":1,"business_type":"futures"},{"symbol":"ETH","contract_code":"ETH-USD","contract_size":10.0,"contract_status":5},{"symbol":"ETH","contract_code":"ETH200703","contract_size":10.0,"contract_status":1}]}""";

    private readonly HuobiFutures _htx = new();
    private readonly Instrument[] _markets;
    private readonly VenueBench _bench;

    public HuobiFuturesTests()
    {
        _markets = VenueBench.InstrumentsIn(_htx, Contracts);
        _bench = new(_htx, "linear", _markets);
    }

    [Fact]
    public void A_contract_is_half_of_what_the_venue_lists_and_dated_ones_are_left_out()
    {
        Assert.Equal(
            [
                new(new("HUOBI_FUTURES", "BTC-USDT"), MarketKind.Perp, ContractKind.Linear, "BTC", "USDT", 0.0005, IsTrading: true),
                new(new("HUOBI_FUTURES", "ETH-USD"), MarketKind.Perp, ContractKind.Inverse, "ETH", "USD", 5, IsTrading: false),
            ],
            _markets);
        Assert.Equal(["linear", "coin"], _markets.Select(market => _htx.EndpointOf(market, null)));
    }

    [Fact]
    public void Half_of_the_stated_quantity_is_the_base_size_in_every_recorded_push()
    {
        var session = new FeedSession(_htx, "linear", VenueBench.RecordedInstruments(_htx), UnknownMarkets.Open);
        var compared = 0;

        foreach (var frame in Fixtures.FramesOf("HUOBI_FUTURES").SelectMany(file => file.Frames))
        {
            var sink = new Collected();
            _htx.Parse(frame, session, sink);
            var quantities = QuantitiesIn(frame, session);
            foreach (var (_, trade) in sink.Trades.Where(item => quantities.ContainsKey(item.Trade.Id)))
            {
                Assert.Equal(1, trade.Size / (quantities[trade.Id] / 2), 1e-12);
                compared++;
            }
        }

        Assert.True(compared >= 15, $"{compared} trades were compared");
    }

    [Fact]
    public void The_sizes_of_both_sides_are_halved()
    {
        _bench.Parse(Push("BTC-USDT", 1, 2, 19425));
        _bench.Parse(Push("BTC-USDT", 2, 196, 20000));
        _bench.Parse(Push("ETH-USD", 3, 2, 2000));
        _bench.Parse(Push("ETH-USD", 4, 50, 2000));

        Assert.Equal((0.098, 1960), (_bench.Trades[0].Trade.Size, _bench.Trades[0].Trade.Notional));
        Assert.Equal((0.125, 250), (_bench.Trades[1].Trade.Size, _bench.Trades[1].Trade.Notional));
        Assert.Equal(2, _bench.Trades.Count);
    }

    [Fact]
    public void A_forced_order_counts_one_side()
    {
        var kind = _bench.Parse(
            """{"op":"notify","topic":"public.BTC-USDT.liquidation_orders","ts":3,"data":[{"symbol":"BTC","contract_code":"BTC-USDT","direction":"sell","offset":"close","volume":227.0,"price":23350.5,"created_at":1608226502284,"amount":0.227},{"contract_code":"XRP-USDT","direction":"buy","volume":1,"price":1,"created_at":1608226502284}]}""");

        var (market, trade) = Assert.Single(_bench.Trades);
        Assert.Equal(FrameKind.Trades, kind);
        Assert.Equal("BTC-USDT", market.Symbol);
        Assert.Equal((TradeKind.LiquidationReport, AggressorSide.Sell, 0.227), (trade.Kind, trade.Side, Math.Round(trade.Size, 12)));
        Assert.Equal(0, _bench.Session.Rejections);
    }

    [Fact]
    public void Both_forms_of_ping_are_answered()
    {
        _bench.Parse("""{"ping":1645289389594}""");
        _bench.Parse("""{"op":"ping","ts":"1645289389595"}""");

        Assert.Equal(["reply {\"pong\":1645289389594}", "reply {\"op\":\"pong\",\"ts\":1645289389595}"], _bench.Answers.Lines);
    }

    [Theory]
    [InlineData("BTC-USD", 50.0)]
    [InlineData("SHIB-USD", 5.0)]
    [InlineData("BTC-USDT", null)]
    public void Only_coin_margined_contracts_are_assumed(string symbol, double? contractSize)
    {
        Assert.Equal(contractSize, _htx.Assume(new("HUOBI_FUTURES", symbol))?.ContractSize);
    }

    [Theory]
    [InlineData(0, "/linear-swap-ex/market/history/trade?contract_code=BTC-USDT&size=2000")]
    [InlineData(1, "/swap-ex/market/history/trade?contract_code=ETH-USD&size=2000")]
    public void Past_trades_are_asked_for_once(int market, string path)
    {
        var search = VenueBench.Search(_markets[market], 5, 1645289384000);
        var call = _htx.NextTrades(_markets[market], search);

        _htx.ReadTrades(
            _markets[market],
            """{"ch":"x","status":"ok","ts":1,"data":[{"data":[{"amount":"2","quantity":0.002,"ts":1645289384356,"id":743774723480000,"price":19425,"direction":"buy"}],"id":7,"ts":1}]}"""u8.ToArray(),
            search);

        Assert.Equal(path, call?.Path);
        Assert.Equal(743774723480000, Assert.Single(search.Trades).Id);
        Assert.Null(_htx.NextTrades(_markets[market], search));
        Assert.Equal(ProofKind.Overlap, _htx.ProofOf(_markets[market], null));
    }

    [Fact]
    public void Open_interest_is_counted_in_base_units()
    {
        var values = VenueBench.Bodies(_htx.Descriptor.Id, "rest-oi.jsonl")
            .SelectMany(body => _bench.ReadOpenInterest(body)!)
            .ToDictionary(value => (value.Market.Symbol, value.UnixMs));

        Assert.Equal((3063.121, OpenInterestUnit.Base), (values[("BTC-USDT", 0)].Amount, values[("BTC-USDT", 0)].Unit));
        Assert.Equal(60398313.5659 / 3063.121, values[("BTC-USDT", 0)].Price);
        Assert.Equal(78.696, values[("BTC-USDT", 1638754059540)].Amount);
        Assert.Equal((26550.216194968553, double.NaN), (values[("ETH200703", 0)].Amount, values[("ETH200703", 0)].Price));
        Assert.Equal(
            ["/linear-swap-api/v1/swap_open_interest", "/swap-api/v1/swap_open_interest"],
            _htx.OpenInterestCalls([.. _markets, .. _markets]).Select(call => call.Path));
    }

    [Fact]
    public void Turnover_of_both_sides_is_halved()
    {
        var turnover = new Dictionary<MarketId, double>();

        var isRead = _htx.TryReadTurnover(
            """{"status":"ok","ts":1,"ticks":[{"contract_code":"BTC-USDT","close":"20","amount":"10","vol":"4","trade_turnover":"300"},{"contract_code":"ETH-USD","close":"20","amount":"10","vol":"20"}]}"""u8.ToArray(),
            turnover);

        Assert.True(isRead);
        Assert.Equal(150, turnover[new("HUOBI_FUTURES", "BTC-USDT")]);
        Assert.Equal(100, turnover[new("HUOBI_FUTURES", "ETH-USD")]);
    }

    private static string Push(string symbol, long id, double amount, double price) =>
        $$$"""{"ch":"market.{{{symbol}}}.trade.detail","ts":9,"tick":{"id":1,"ts":2,"data":[{"amount":{{{amount}}},"quantity":1,"ts":1645289384356,"id":{{{id}}},"price":{{{price}}},"direction":"buy"}]}}""";

    private static Dictionary<long, double> QuantitiesIn(byte[] frame, FeedSession session)
    {
        using var document = JsonDocument.Parse(Unpacked(frame, session));
        return document.RootElement.TryGetProperty("tick", out var tick) && tick.TryGetProperty("data", out var rows)
            ? rows.EnumerateArray()
                .Where(row => row.TryGetProperty("quantity", out _))
                .ToDictionary(row => row.GetProperty("id").GetInt64(), row => row.GetProperty("quantity").GetDouble())
            : [];
    }

    private static byte[] Unpacked(byte[] frame, FeedSession session)
    {
        Assert.True(!GzipText.IsOne(frame) | GzipText.TryUnpack(frame, session, out var text));
        return text.IsEmpty ? frame : text.ToArray();
    }
}
