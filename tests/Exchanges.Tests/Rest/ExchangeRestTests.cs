using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Adapters.Binance;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Rest;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Exchanges.Tests.Rest;

public sealed class ExchangeRestTests : IDisposable
{
    private const long Minute5 = 300_000;

    private readonly string _cache = Directory.CreateTempSubdirectory("instruments").FullName;
    private readonly Answers _answers = new();

    [Fact]
    public void Recorded_lists_name_markets_kinds_and_contract_sizes()
    {
        var instruments = ReadList("BINANCE_FUTURES", new BinanceFutures());

        var usd = instruments.First(instrument => instrument.Market.Symbol == "btcusdt");
        var coin = instruments.First(instrument => instrument.Market.Symbol == "btcusd_200925");
        Assert.Equal((MarketKind.Perp, ContractKind.Linear, "BTC", "USDT", 1, true), (usd.Kind, usd.Contract, usd.BaseCoin, usd.Quote, usd.ContractSize, usd.IsTrading));
        Assert.Equal((ContractKind.Inverse, "BTC", "USD", 100), (coin.Contract, coin.BaseCoin, coin.Quote, coin.ContractSize));
        Assert.All(ReadList("BINANCE", new Binance()), instrument => Assert.Equal((MarketKind.Spot, 1), (instrument.Kind, instrument.ContractSize)));
    }

    [Theory]
    [InlineData("1000PEPEUSDT", "PEPE", "USDT")]
    [InlineData("1MBABYDOGEUSDT", "BABYDOGE", "USDT")]
    [InlineData("1INCHFDUSD", "1INCH", "FDUSD")]
    [InlineData("ETHBTC", "ETH", "BTC")]
    public void An_unlisted_symbol_is_split_into_base_coin_and_quote(string symbol, string baseCoin, string quote)
    {
        var instrument = new Binance().Assume(new("BINANCE", symbol.ToLowerInvariant()))!;

        Assert.Equal((baseCoin, quote), (instrument.BaseCoin, instrument.Quote));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("x")]
    [InlineData("""{"symbols":7}""")]
    [InlineData("""{"symbols":[{"symbol":"X","contractType":"PERPETUAL","contractSize":"x"}]}""")]
    public void What_is_no_list_adds_nothing(string body)
    {
        var instruments = new List<Instrument>();

        Assert.False(new BinanceFutures().TryReadInstruments(Encoding.UTF8.GetBytes(body), instruments));
        Assert.Empty(instruments);
    }

    [Fact]
    public async Task Klines_become_imported_bars_with_the_takers_split()
    {
        _answers.Add("""[[300000,"10","12","9","11","100",599999,"1100",7,"60","700","0"]]""");

        var rows = await RestOf(new Binance()).GetBarsAsync(Spot, Timeframe.M5, Minute5, 2 * Minute5, TestContext.Current.CancellationToken);

        Assert.Equal(new BarRow(Spot.Market, Timeframe.M5, new(Minute5, 10, 12, 9, 11, 700, 400, 0, 0, 0, 0), IsImported: true), Assert.Single(rows));
        Assert.Equal("/api/v3/klines?symbol=BTCUSDT&interval=5m&startTime=300000&endTime=599999&limit=1000", Assert.Single(_answers.Asked));
    }

    [Fact]
    public async Task Coin_margined_klines_count_contracts()
    {
        _answers.Add("""[[300000,"10","12","9","11","100",599999,"999",7,"60","888","0"]]""");

        var rows = await RestOf(new BinanceFutures()).GetBarsAsync(
            new BinanceFutures().Assume(new("BINANCE_FUTURES", "btcusd_perp"))!, Timeframe.M5, Minute5, 2 * Minute5, TestContext.Current.CancellationToken);

        var bar = Assert.Single(rows).Bar;
        Assert.Equal((6_000, 4_000), (bar.BuyNotional, bar.SellNotional));
    }

    [Fact]
    public async Task Pages_are_asked_until_the_range_is_covered()
    {
        _answers.Add(Klines(0, 1_000));
        _answers.Add(Klines(1_000, 1_500));

        var rows = await RestOf(new Binance()).GetBarsAsync(Spot, Timeframe.M5, 0, 1_500 * Minute5, TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(0, 1_500).Select(i => i * Minute5), rows.Select(row => row.Bar.OpenUnixMs));
        Assert.Contains("startTime=300000000", _answers.Asked[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_names_the_venue_the_request_and_what_was_expected()
    {
        _answers.Add("""{"code":-1121,"msg":"Invalid symbol."}""", HttpStatusCode.BadRequest);

        var failure = await Assert.ThrowsAsync<HttpRequestException>(
            () => RestOf(new Binance()).GetBarsAsync(Spot, Timeframe.M5, 0, Minute5, TestContext.Current.CancellationToken));

        Assert.StartsWith("BINANCE GET /api/v3/klines", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("expected 200, found 400 {\"code\":-1121,\"msg\":\"Invalid symbol.\"}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_good_list_stands_in_for_a_venue_that_does_not_answer()
    {
        _answers.Add("""{"symbols":[{"symbol":"BTCUSDT","status":"TRADING","baseAsset":"BTC","quoteAsset":"USDT","isSpotTradingAllowed":true}]}""");
        var first = await RestOf(new Binance()).GetInstrumentsAsync(TestContext.Current.CancellationToken);
        _answers.Add("down", HttpStatusCode.BadGateway);
        _answers.Add("down", HttpStatusCode.BadGateway);

        var second = await RestOf(new Binance()).GetInstrumentsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(first.Instruments, second.Instruments);
        await Assert.ThrowsAsync<HttpRequestException>(
            () => RestOf(new Binance(), "http://127.0.0.1:2").GetInstrumentsAsync(TestContext.Current.CancellationToken));
    }

    public void Dispose()
    {
        _answers.Dispose();
        Directory.Delete(_cache, recursive: true);
    }

    private static Instrument Spot { get; } = new Binance().Assume(new("BINANCE", "btcusdt"))!;

    private static List<Instrument> ReadList(string venue, IExchangeAdapter adapter)
    {
        var instruments = new List<Instrument>();
        foreach (var line in File.ReadLines(SharedData.Require("fixtures", "exchanges", venue, "rest-instruments.jsonl")))
        {
            Assert.True(adapter.TryReadInstruments(Encoding.UTF8.GetBytes(line), instruments));
        }

        return instruments;
    }

    private static string Klines(int from, int to) =>
        $"[{string.Join(',', Enumerable.Range(from, to - from).Select(i => $"[{i * Minute5},\"10\",\"12\",\"9\",\"11\",\"1\",0,\"1100\",7,\"60\",\"700\",\"0\"]"))}]";

    private ExchangeRest RestOf(IExchangeAdapter adapter, string address = "http://127.0.0.1:1")
    {
        var settings = new ExchangeSettings { Rest = address };
        foreach (var rest in adapter.Descriptor.Rests.Skip(1))
        {
            settings.Rests[rest.Name] = address;
        }

        return new(adapter, settings, () => new(_answers, disposeHandler: false), new(_cache), new(TimeProvider.System), TimeProvider.System, NullLogger.Instance, CancellationToken.None);
    }

    private sealed class Answers : HttpMessageHandler
    {
        private readonly Queue<(string Body, HttpStatusCode Status)> _answers = new();

        public List<string> Asked { get; } = [];

        public void Add(string body, HttpStatusCode status = HttpStatusCode.OK) => _answers.Enqueue((body, status));

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add(request.RequestUri!.PathAndQuery);
            var (body, status) = _answers.Dequeue();
            return Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body) });
        }
    }
}
