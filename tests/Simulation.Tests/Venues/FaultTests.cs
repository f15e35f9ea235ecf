using System.Net;
using System.Text.Json;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Simulation.Venues;
using SqueezeFlow.Simulation.Worlds;

namespace SqueezeFlow.Simulation.Tests.Venues;

public sealed class FaultTests
{
    private const long End = World.StartUnixMs + 600_000;
    private static readonly MarketId SpotBtc = MarketId.Parse("BINANCE:btcusdt");
    private static readonly MarketId PerpBtc = MarketId.Parse("BINANCE_FUTURES:btcusdt");

    [Theory]
    [InlineData("BINANCE", "btcusdt@trade", "t")]
    [InlineData("BINANCE_FUTURES", "btcusdt@aggTrade", "a")]
    public async Task A_tenth_repeated_and_a_tenth_overtaken_still_holds_every_trade(string exchange, string stream, string id)
    {
        await using var fixture = await VenueFixture.StartAsync(faults: new() { DuplicatePercent = 10, ReorderPercent = 10 });

        var ids = await RecordAsync(fixture, exchange, stream, id);

        var truth = fixture.Truth($"{exchange}:btcusdt", World.StartUnixMs, End);
        var report = fixture.Venues.Faults!;
        Assert.Equal(truth.Trades, ids.Distinct().Count());
        Assert.Equal(truth.Trades - 1, ids.Max() - ids.Min());
        Assert.Equal(report.Repeated, ids.Count - truth.Trades);
        Assert.InRange(report.Repeated, truth.Trades * 0.07, truth.Trades * 0.13);
        Assert.InRange(report.Overtaken, truth.Trades * 0.07, truth.Trades * 0.13);
        Assert.InRange(ids.Zip(ids.Skip(1)).Count(pair => pair.Second < pair.First), truth.Trades * 0.05, truth.Trades * 0.14);
    }

    [Fact]
    public async Task The_same_seed_hits_the_same_trades()
    {
        await using var first = await VenueFixture.StartAsync(speed: 600, faults: new() { DuplicatePercent = 10, ReorderPercent = 10 });
        await using var second = await VenueFixture.StartAsync(speed: 900, faults: new() { DuplicatePercent = 10, ReorderPercent = 10 });

        var one = await RecordAsync(first, "BINANCE", "btcusdt@trade", "t");
        var two = await RecordAsync(second, "BINANCE", "btcusdt@trade", "t");

        Assert.Equal(one, two);
    }

    [Fact]
    public async Task A_silent_connection_answers_and_misses_trades_that_a_later_one_gets()
    {
        var spell = new SilentPeriod(SpotBtc, TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1));
        await using var fixture = await VenueFixture.StartAsync(faults: new() { Silences = [spell] });
        using var silent = await fixture.ConnectAsync(fixture.SpotStream);
        await silent.SubscribeAsync(fixture.Token, "btcusdt@trade", "ethusdt@trade");
        using var other = await fixture.ConnectAsync(fixture.SpotStream);
        await other.SubscribeAsync(fixture.Token, "ethusdt@trade");

        fixture.Venues.StartClock(World.StartUnixMs);
        var eth = await other.ReceiveAsync(1, fixture.Token);
        using var later = await fixture.ConnectAsync(fixture.SpotStream);
        await later.SubscribeAsync(fixture.Token, "btcusdt@trade");
        var btc = await later.ReceiveAsync(1, fixture.Token);
        var answer = await silent.AskAsync("""{"method":"LIST_SUBSCRIPTIONS","id":7}""", fixture.Token);

        Assert.Equal("ETHUSDT", eth[0].GetProperty("s").GetString());
        Assert.Equal("BTCUSDT", btc[0].GetProperty("s").GetString());
        Assert.Equal("""{"result":["btcusdt@trade","ethusdt@trade"],"id":7}""", answer);
        Assert.True(fixture.Venues.Faults!.Withheld > 0);
        Assert.Equal(["BINANCE", "BINANCE", "BINANCE"], fixture.Venues.Faults.Connects.Select(connect => connect.Exchange));
    }

    [Fact]
    public async Task A_silent_connection_delivers_again_when_its_spell_is_over()
    {
        var spell = new SilentPeriod(PerpBtc, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        await using var fixture = await VenueFixture.StartAsync(faults: new() { Silences = [spell] });

        var times = await RecordAsync(fixture, "BINANCE_FUTURES", "btcusdt@aggTrade", "T");

        const long From = World.StartUnixMs + 60_000;
        const long To = From + 60_000;
        Assert.DoesNotContain(times, time => time is >= From and < To);
        Assert.Contains(times, time => time < From);
        Assert.Contains(times, time => time >= To);
        Assert.Equal(fixture.Truth("BINANCE_FUTURES:btcusdt", From, To).Trades, fixture.Venues.Faults!.Withheld);
    }

    [Fact]
    public async Task A_subscription_that_names_a_refused_market_is_an_error_and_subscribes_to_none()
    {
        await using var fixture = await VenueFixture.StartAsync(faults: new() { Refused = new HashSet<MarketId> { SpotBtc } });
        using var client = await fixture.ConnectAsync(fixture.SpotStream);

        var refusal = JsonDocument.Parse(await client.SubscribeAsync(fixture.Token, "btcusdt@trade", "ethusdt@trade")).RootElement;
        var afterRefusal = fixture.Venues.Subscribed;
        var ack = await client.SubscribeAsync(fixture.Token, "ethusdt@trade");

        Assert.Contains("BTCUSDT", refusal.GetProperty("error").GetProperty("msg").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, refusal.GetProperty("id").GetInt32());
        Assert.Empty(afterRefusal);
        Assert.Equal("""{"result":null,"id":1}""", ack);
        Assert.Equal(1, fixture.Venues.Faults!.RefusedSubscriptions);
    }

    [Fact]
    public async Task Every_third_call_to_the_busy_venue_is_put_off_and_none_to_the_other()
    {
        await using var fixture = await VenueFixture.StartAsync(faults: new() { BusyExchange = "BINANCE", RefuseRestEvery = 3 });
        using var http = new HttpClient();
        var busy = new List<HttpResponseMessage>();
        var other = new List<HttpResponseMessage>();

        for (var i = 0; i < 6; i++)
        {
            busy.Add(await http.GetAsync(new Uri(fixture.Venues.Configuration["Exchanges:BINANCE:Rest"] + "/api/v3/ping"), fixture.Token));
            other.Add(await http.GetAsync(new Uri(fixture.Venues.Configuration["Exchanges:BINANCE_FUTURES:Rest"] + "/fapi/v1/ping"), fixture.Token));
        }

        Assert.Equal([200, 200, 429, 200, 200, 429], busy.Select(answer => (int)answer.StatusCode));
        Assert.Equal(TimeSpan.FromSeconds(1), busy[2].Headers.RetryAfter?.Delta);
        Assert.All(other, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(2, fixture.Venues.Faults!.RefusedCalls);
    }

    [Theory]
    [InlineData(-1, 0, 1)]
    [InlineData(101, 0, 1)]
    [InlineData(0, 51, 1)]
    [InlineData(0, 0, 0)]
    public async Task Faults_out_of_range_are_refused(double duplicates, double reordered, int every)
    {
        var faults = new VenueFaults { DuplicatePercent = duplicates, ReorderPercent = reordered, RefuseRestEvery = every };

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => VenueFixture.StartAsync(faults: faults));
    }

    // A number of every message up to the end, in order of arrival: the answer to a last request follows the last trade.
    private static async Task<List<long>> RecordAsync(VenueFixture fixture, string exchange, string stream, string number)
    {
        using var client = await fixture.ConnectAsync(fixture.Venues.Configuration[$"Exchanges:{exchange}:Stream"]);
        await client.SubscribeAsync(fixture.Token, stream);
        fixture.Venues.StartClock(World.StartUnixMs, End);
        await fixture.Venues.Completion.WaitAsync(fixture.Token);
        await client.SendAsync("""{"method":"LIST_SUBSCRIPTIONS","id":9}""", fixture.Token);
        var numbers = new List<long>();
        while (true)
        {
            var message = JsonDocument.Parse(await client.ReceiveAsync(fixture.Token) ?? throw new InvalidOperationException("closed")).RootElement;
            if (message.TryGetProperty("id", out _))
            {
                return numbers;
            }

            numbers.Add(message.GetProperty(number).GetInt64());
        }
    }
}
