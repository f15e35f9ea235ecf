using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Grains.OpenInterest;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Grains.Tests.Doubles;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Grains.Tests.OpenInterest;

public sealed class VenuePollerTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Instrument Btc = Perp("BYBIT:BTCUSDT", "BTC");
    private static readonly Instrument Pepe = Perp("BYBIT:1000PEPEUSDT", "PEPE");

    private readonly ManualClock _clock = new(Now);
    private readonly ScriptedVenue _venue = new();
    private readonly Dictionary<string, ListeningCoin> _coins = new() { ["BTC"] = new(), ["PEPE"] = new() };
    private readonly VenuePoller _poller;

    public VenuePollerTests()
    {
        _venue.Instruments.AddRange([Btc, Pepe]);
        _poller = Poller(isSimulated: false);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static long NowMs => Now.ToUnixTimeMilliseconds();

    [Fact]
    public async Task Each_coin_is_handed_the_readings_of_its_markets_in_coins_and_dollars()
    {
        var inverse = Btc with { Market = MarketId.Parse("BYBIT:BTCUSD"), Contract = ContractKind.Inverse, ContractSize = 1, Quote = "USD" };
        _venue.Instruments.Add(inverse);
        _venue.Values.AddRange(
        [
            new(Btc.Market, 2, OpenInterestUnit.Base, 50_000, NowMs - 7),
            new(inverse.Market, 100_000, OpenInterestUnit.Usd, 50_000),
            new(Pepe.Market, 1_000, OpenInterestUnit.Contracts, 0.01),
        ]);

        await _poller.PollAsync(Token);

        var btc = Assert.Single(_coins["BTC"].Answers);
        Assert.Equal(
            [new(Btc.Market, new(2, 100_000), NowMs, NowMs - 7), new MarketOpenInterest(inverse.Market, new(2, 100_000), NowMs)],
            btc.Readings);
        Assert.Equal([Btc.Market, inverse.Market], btc.Listed!);
        Assert.Equal(new OpenInterestWorth(1_000_000, 10), Assert.Single(Assert.Single(_coins["PEPE"].Answers).Readings).Worth);
    }

    [Fact]
    public async Task Without_a_price_in_the_answer_the_last_price_of_the_coin_counts()
    {
        _coins["BTC"].Price = 60_000;
        _coins["PEPE"].Price = 0.00002;
        _venue.Values.AddRange([new(Btc.Market, 2, OpenInterestUnit.Base), new(Pepe.Market, 1_000, OpenInterestUnit.Base)]);

        await _poller.PollAsync(Token);

        Assert.Equal(120_000, Assert.Single(_coins["BTC"].Answers[0].Readings).Worth.Usd);
        Assert.Equal(20, Assert.Single(_coins["PEPE"].Answers[0].Readings).Worth.Usd, 1e-9);
        Assert.Null(_coins["BTC"].Answers[0].Price);
    }

    [Fact]
    public async Task A_venue_lends_its_price_to_others_per_coin()
    {
        _venue.Values.Add(new(Pepe.Market, 1_000, OpenInterestUnit.Base, 0.02));

        await _poller.PollAsync(Token);

        Assert.Equal(0.00002, _coins["PEPE"].Answers[0].Price!.Value, 1e-12);
    }

    [Fact]
    public async Task Only_perpetuals_of_the_coins_that_trade_in_dollars_are_asked_for()
    {
        _venue.Instruments.AddRange(
        [
            Perp("BYBIT:ETHUSDT", "ETH"),
            Btc with { Market = MarketId.Parse("BYBIT:BTCEUR"), Quote = "EUR" },
            Btc with { Market = MarketId.Parse("BYBIT:BTCUSDC"), IsTrading = false },
            Btc with { Market = MarketId.Parse("BYBIT:spot/BTCUSDT"), Kind = MarketKind.Spot },
        ]);

        await _poller.PollAsync(Token);

        Assert.Equal([Btc.Market, Pepe.Market], Assert.Single(_venue.Asked));
    }

    [Fact]
    public async Task A_venue_is_polled_at_its_own_pace()
    {
        await _poller.PollAsync(Token);

        var atOnce = _poller.IsDue;
        _clock.Advance(_venue.Every - TimeSpan.FromMilliseconds(1));
        var early = _poller.IsDue;
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal((false, false, true), (atOnce, early, _poller.IsDue));
    }

    [Fact]
    public async Task A_reading_that_cannot_be_valued_yet_is_read_again_soon()
    {
        _venue.Every = TimeSpan.FromSeconds(15);
        _venue.Values.Add(new(Btc.Market, 2, OpenInterestUnit.Base));
        var delays = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            await _poller.PollAsync(Token);
            delays.Add(await WaitAsync());
        }

        Assert.Equal([2, 4, 8, 15, 15], delays);
        Assert.Equal((2d, double.NaN), (_coins["BTC"].Answers[0].Readings[0].Worth.Coins, _coins["BTC"].Answers[0].Readings[0].Worth.Usd));
    }

    [Fact]
    public async Task A_poll_that_fails_is_told_to_the_coins_and_tried_again_ever_more_rarely()
    {
        _venue.ReadFailure = new HttpRequestException("BYBIT GET /v5: expected 200, found 500");
        var delays = new List<double>();
        for (var i = 0; i < 8; i++)
        {
            await _poller.PollAsync(Token);
            delays.Add(await WaitAsync());
        }

        _venue.ReadFailure = null;
        await _poller.PollAsync(Token);

        Assert.Equal([10, 20, 40, 80, 160, 300, 300, 300], delays);
        Assert.Equal("BYBIT GET /v5: expected 200, found 500", _coins["PEPE"].Answers[0].Error);
        Assert.Null(_coins["PEPE"].Answers[^1].Error);
        Assert.Equal(10, await WaitAsync());
    }

    [Fact]
    public async Task The_list_of_markets_is_read_anew_every_hour_and_known_markets_are_read_on_when_it_cannot_be_had()
    {
        await _poller.PollAsync(Token);
        _venue.Instruments.Remove(Btc);
        await _poller.PollAsync(Token);
        _clock.Advance(TimeSpan.FromHours(1));
        await _poller.PollAsync(Token);
        _venue.ListFailure = new HttpRequestException("no list");
        _clock.Advance(TimeSpan.FromHours(1));
        await _poller.PollAsync(Token);

        Assert.Equal([2, 2, 1, 1], _venue.Asked.Select(markets => markets.Count));
        Assert.Equal(3, _venue.Listings);
        Assert.Equal([1, 1, 0, 0], _coins["BTC"].Answers.Select(answer => answer.Listed!.Count));
    }

    [Fact]
    public async Task On_simulated_markets_a_reading_is_of_the_venue_s_time()
    {
        _venue.Values.Add(new(Btc.Market, 2, OpenInterestUnit.Base, 50_000, 1_735_689_600_000));

        await Poller(isSimulated: true).PollAsync(Token);

        Assert.Equal(1_735_689_600_000, Assert.Single(_coins["BTC"].Answers[0].Readings).UnixMs);
    }

    private static Instrument Perp(string id, string coin) => new(MarketId.Parse(id), MarketKind.Perp, ContractKind.Linear, coin, "USDT", 1, true);

    private VenuePoller Poller(bool isSimulated) => new(
        "BYBIT",
        ["BTC", "PEPE"],
        ScriptedVenue.Of(("BYBIT", _venue)),
        symbol => _coins[symbol],
        new(Options.Create(new EvaluationOptions { Ordered = isSimulated }), _clock),
        new(_clock),
        _clock,
        NullLogger.Instance);

    private Task<double> WaitAsync()
    {
        var seconds = 0;
        while (!_poller.IsDue && seconds < 3_600)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            seconds++;
        }

        return Task.FromResult<double>(seconds);
    }
}
