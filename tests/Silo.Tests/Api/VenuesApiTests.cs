using System.Text.Json;
using SqueezeFlow.Core.Signals.Explaining;
using SqueezeFlow.Core.Views;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Silo.Tests.Api;

/// <summary>What the service remembers for whoever looks at it: how venues were, and what came near a signal.</summary>
public sealed class VenuesApiTests : IAsyncLifetime
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    private readonly ManualClock _clock = new(FakeFlow.MarketTime);
    private ApiHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = new() { Clock = _clock };
        await _host.InitializeAsync();
        await _host.GetAsync("/api/v1/venues");
    }

    public async ValueTask DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Every_venue_is_told_those_that_are_read_first_and_those_that_closed_with_the_date()
    {
        _host.Venues!.Note([Feed("OKX/0", 10)]);

        var venues = (await _host.GetAsync("/api/v1/venues")).EnumerateArray().ToList();

        Assert.Equal(21, venues.Count);
        Assert.Equal(("OKX", true), (venues[0].GetProperty("venue").GetString(), venues[0].GetProperty("isRead").GetBoolean()));
        Assert.Equal(["BITMEX", "FTX"], venues[^2..].Select(venue => venue.GetProperty("venue").GetString()));
        Assert.Contains("2026-09-23", venues[^2].GetProperty("closed").GetString(), StringComparison.Ordinal);
        Assert.All(venues[1..], venue => Assert.Equal((0L, 0), (venue.GetProperty("connects").GetInt64(), venue.GetProperty("tradesPerSecond").GetArrayLength())));
    }

    [Fact]
    public async Task Rates_and_lags_are_those_of_the_last_quarter_of_an_hour()
    {
        _host.Venues!.Note([Feed("OKX/0", 1_000_000, lagMs: 9_000)]);
        _clock.Advance(TimeSpan.FromMinutes(16));
        for (var look = 1; look <= 100; look++)
        {
            _host.Venues.Note([Feed("OKX/0", 100, lagMs: look), Feed("OKX/1", 50, lagMs: null)]);
            _clock.Advance(Look);
        }

        var venue = await OkxAsync();

        Assert.Equal((50, 99), (venue.GetProperty("lagMsP50").GetDouble(), venue.GetProperty("lagMsP99").GetDouble()));
        Assert.All(venue.GetProperty("tradesPerSecond").EnumerateArray(), rate => Assert.Equal(150, rate.GetDouble()));
        Assert.Equal(34, venue.GetProperty("tradesPerSecond").GetArrayLength());
    }

    [Fact]
    public async Task Connections_made_anew_are_counted_for_a_day_also_by_another_owner()
    {
        _host.Venues!.Note([Feed("OKX/0", 1, connects: 3)]);
        _clock.Advance(TimeSpan.FromHours(1));
        _host.Venues.Note([Feed("OKX/0", 1, connects: 5)]);
        _host.Venues.Note([Feed("OKX/0", 1, connects: 1, epoch: 2)]);
        Assert.Equal(5, (await OkxAsync()).GetProperty("connects").GetInt64());

        _clock.Advance(TimeSpan.FromHours(23.5));
        _host.Venues.Note([Feed("OKX/0", 1, connects: 1, epoch: 2)]);

        Assert.Equal(3, (await OkxAsync()).GetProperty("connects").GetInt64());
    }

    [Fact]
    public async Task A_venue_without_lags_has_none_and_one_that_is_read_no_more_says_so()
    {
        _host.Venues!.Note([Feed("OKX/0", 1)]);
        Assert.Equal("null", (await OkxAsync()).GetProperty("lagMsP50").GetRawText());

        _host.Venues.Note([]);

        Assert.False((await OkxAsync()).GetProperty("isRead").GetBoolean());
    }

    [Fact]
    public async Task Near_misses_are_told_newest_first_and_of_one_coin_where_it_is_named()
    {
        _host.Flow.Near = [new("BTC", 1_000, 3.2, 4, "Long", "phase 4: score 3.2, needed >= 4"), new NearMiss("BTC", 2_000, 3.9, 4, "Short", null)];

        var misses = await _host.GetAsync("/api/v1/signals/near-misses?symbol=btc");

        Assert.Equal(
            """[{"symbol":"BTC","barCloseUnixMs":2000,"score":3.9,"needed":4,"setup":"Short","firstFailure":null},{"symbol":"BTC","barCloseUnixMs":1000,"score":3.2,"needed":4,"setup":"Long","firstFailure":"phase 4: score 3.2, needed >= 4"}]""",
            misses.GetRawText());
        Assert.Equal(1, (await _host.GetAsync("/api/v1/signals/near-misses?limit=1")).GetArrayLength());
        Assert.Equal("symbol", (await _host.GetAsync("/api/v1/signals/near-misses?symbol=NONESUCH", 400)).GetProperty("field").GetString());
    }

    private async Task<JsonElement> OkxAsync() => (await _host.GetAsync("/api/v1/venues")).EnumerateArray().Single(venue => venue.GetProperty("venue").GetString() == "OKX");

    private static FeedView Feed(string id, double rate, double? lagMs = null, int connects = 1, long epoch = 1) =>
        new(id, id.Split('/')[0], "wss://venue", "connected", "silo", epoch, FakeFlow.MarketTime, 1, 1, 1, 1, rate, connects, lagMs, new Dictionary<string, long>(), null);
}
