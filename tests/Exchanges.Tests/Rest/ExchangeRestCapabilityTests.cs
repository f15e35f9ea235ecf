using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Adapters.Binance;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Rest;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Exchanges.Tests.Rest;

public sealed class ExchangeRestCapabilityTests : IDisposable
{
    private static readonly PagedVenue Paged = new();
    private static readonly Instrument Btc = new Binance().Assume(new("BINANCE", "btcusdt"))!;

    private readonly string _cache = Directory.CreateTempSubdirectory("instruments").FullName;
    private readonly Dictionary<string, string> _answers = [];
    private readonly List<string> _asked = [];

    [Fact]
    public async Task Further_pages_are_followed_and_all_of_them_are_kept()
    {
        _answers["GET /list"] = "a,b>2";
        _answers["GET /list?2"] = "c>3";
        _answers["GET /list?3"] = "d";
        var first = await RestOf().GetInstrumentsAsync(TestContext.Current.CancellationToken);
        _answers.Remove("GET /list?3");

        var second = await RestOf().GetInstrumentsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["a", "b", "c", "d"], first.Instruments.Select(instrument => instrument.Market.Symbol));
        Assert.Equal(first.Instruments, second.Instruments);
        Assert.Equal("BINANCE GET /list?3: expected 200, found 404 ", second.Failure);
    }

    [Fact]
    public async Task A_page_that_names_itself_ends_the_list()
    {
        _answers["GET /list"] = "a>1";
        _answers["GET /list?1"] = "b>1";

        var list = await RestOf().GetInstrumentsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["a", "b"], list.Instruments.Select(instrument => instrument.Market.Symbol));
    }

    [Fact]
    public async Task A_ticket_is_posted_for_and_read()
    {
        _answers["POST /ticket {}"] = "wss://x/y";

        var address = await RestOf().GetAddressAsync("main", new Binance().Descriptor.Main.Address, TestContext.Current.CancellationToken);

        Assert.Equal(new Uri("wss://x/y?at=1000"), address);
    }

    [Fact]
    public async Task A_ticket_that_is_none_is_a_failure_of_the_request()
    {
        _answers["POST /ticket {}"] = "not an address";

        var failure = await Assert.ThrowsAsync<HttpRequestException>(
            () => RestOf().GetAddressAsync("main", new Binance().Descriptor.Main.Address, TestContext.Current.CancellationToken));

        Assert.StartsWith("BINANCE POST /ticket: Invalid URI", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_rest_base_is_off_the_endpoints_own_address_is_dialled()
    {
        var address = await RestOf(new() { Stream = "ws://127.0.0.1:9" }).GetAddressAsync("main", new Binance().Descriptor.Main.Address, TestContext.Current.CancellationToken);

        Assert.Equal(new Binance().Descriptor.Main.Address, address);
        Assert.Empty(_asked);
    }

    [Fact]
    public async Task Turnover_comes_from_every_request()
    {
        _answers["GET /turnover"] = "a=7";

        var turnover = await RestOf().GetTurnoverAsync(TestContext.Current.CancellationToken);

        Assert.True(RestOf().HasTurnover);
        Assert.Equal(7, turnover[new("BINANCE", "a")]);
    }

    [Fact]
    public async Task A_search_that_wants_a_key_goes_on_by_another_request()
    {
        _answers["GET /api/v3/aggTrades?symbol=BTCUSDT&startTime=4000&endTime=3603999&limit=1000"] =
            """[{"a":7,"p":"4","q":"1","f":12,"l":13,"T":5000,"m":false}]""";
        _answers["GET /api/v3/historicalTrades?symbol=BTCUSDT&fromId=12&limit=2"] = "401";
        var rest = RestOf(adapter: new Binance());

        var search = await rest.SearchTradesAsync(
            Btc, new(Btc.Market, 11, 4_000, 14, 6_000, 2, "ids"), TestContext.Current.CancellationToken);

        Assert.True(rest.CanSearchTrades(Btc));
        Assert.Equal([12, 13], search.Trades.Select(trade => trade.Id));
    }

    [Fact]
    public async Task A_request_that_fails_costs_its_own_open_interest_alone()
    {
        _answers["GET /fapi/v1/openInterest?symbol=BTCUSDT"] = """{"symbol":"BTCUSDT","openInterest":"5","time":9}""";
        var adapter = new BinanceFutures();
        Instrument[] markets = [adapter.Assume(new("BINANCE_FUTURES", "btcusdt"))!, adapter.Assume(new("BINANCE_FUTURES", "ethusdt"))!];

        var values = await RestOf(adapter: adapter).GetOpenInterestAsync(markets, TestContext.Current.CancellationToken);
        var failure = await Assert.ThrowsAsync<HttpRequestException>(
            () => RestOf(adapter: adapter).GetOpenInterestAsync(markets[1..], TestContext.Current.CancellationToken));

        Assert.Equal(5, Assert.Single(values).Amount);
        Assert.EndsWith("openInterest?symbol=ETHUSDT: expected 200, found 404 ", failure.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_cache, recursive: true);

    private ExchangeRest RestOf(ExchangeSettings? settings = null, IExchangeAdapter? adapter = null) => new(
        adapter ?? Paged,
        settings ?? new(),
        () => new(new Answers(this)),
        new(_cache),
        new(TimeProvider.System),
        new ManualClock(DateTimeOffset.FromUnixTimeMilliseconds(1_000)),
        NullLogger.Instance,
        CancellationToken.None);

    private sealed class Answers(ExchangeRestCapabilityTests test) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var posted = request.Content is null ? string.Empty : $" {await request.Content.ReadAsStringAsync(cancellationToken)}";
            var asked = $"{request.Method} {request.RequestUri!.PathAndQuery}{posted}";
            lock (test._asked)
            {
                test._asked.Add(asked);
            }

            var body = test._answers.GetValueOrDefault(asked);
            var status = body is null ? HttpStatusCode.NotFound : body == "401" ? HttpStatusCode.Unauthorized : HttpStatusCode.OK;
            return new(status) { Content = new StringContent(body ?? string.Empty) };
        }
    }

    /// <summary>Lists as <c>a,b&gt;2</c>: names, and the number of the next page.</summary>
    private sealed class PagedVenue : IExchangeAdapter, INextPage, IConnectTicket, ITurnoverSource
    {
        private readonly Binance _binance = new();

        public ExchangeDescriptor Descriptor => _binance.Descriptor;

        public IReadOnlyList<RestCall> InstrumentCalls { get; } = [new("main", "/list")];

        public IReadOnlyList<RestCall> TurnoverCalls { get; } = [new("main", "/turnover")];

        public string EndpointOf(Instrument instrument, string? tradeStream) => "main";

        public ProofKind ProofOf(Instrument instrument, string? tradeStream) => ProofKind.Connection;

        public string WireSymbol(MarketId market) => market.Symbol;

        public MarketId MarketOf(string endpoint, string wireSymbol) => new("BINANCE", wireSymbol);

        public Instrument? Assume(MarketId market) => Btc with { Market = market };

        public byte[] Subscribe(SubscriptionRequest request) => [];

        public byte[] Unsubscribe(SubscriptionRequest request) => [];

        public FrameKind Parse(ReadOnlySpan<byte> frame, FeedSession session, ITradeSink sink) => FrameKind.Ignored;

        public bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments)
        {
            foreach (var name in Encoding.UTF8.GetString(body.Span).Split('>')[0].Split(','))
            {
                instruments.Add(Assume(new("BINANCE", name))!);
            }

            return true;
        }

        public RestCall? NextInstruments(RestCall asked, ReadOnlyMemory<byte> body) =>
            Encoding.UTF8.GetString(body.Span).Split('>') is [_, var next] ? new("main", $"/list?{next}") : null;

        public RestCall? TicketCall(string endpoint) => new RestCall("main", "/ticket") { Post = "{}" };

        public Uri ReadTicket(Uri address, ReadOnlyMemory<byte> body, long unixMs) => new($"{new Uri(Encoding.UTF8.GetString(body.Span))}?at={unixMs}");

        public bool TryReadTurnover(ReadOnlyMemory<byte> body, IDictionary<MarketId, double> turnover)
        {
            turnover[new("BINANCE", "a")] = 7;
            return true;
        }
    }
}
