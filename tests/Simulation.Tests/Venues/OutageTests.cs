using System.Net.WebSockets;
using SqueezeFlow.Simulation.Worlds;

namespace SqueezeFlow.Simulation.Tests.Venues;

public sealed class OutageTests
{
    private const int LongEnough = 600;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task A_venue_that_is_cut_off_closes_refuses_and_leaves_the_other_alone()
    {
        await using var fixture = await VenueFixture.StartAsync();
        using var spot = await fixture.ConnectAsync(fixture.SpotStream);
        await spot.SubscribeAsync(fixture.Token, "btcusdt@trade");
        using var perp = await fixture.ConnectAsync(fixture.FuturesStream);
        await perp.SubscribeAsync(fixture.Token, "btcusdt@aggTrade");
        fixture.Venues.StartClock(World.StartUnixMs);
        await spot.ReceiveAsync(1, fixture.Token);

        var until = await fixture.Venues.CutAsync("BINANCE", TimeSpan.FromSeconds(LongEnough), fixture.Token);

        Assert.Equal(until, fixture.Venues.AwayUntil("BINANCE"));
        Assert.Null(fixture.Venues.AwayUntil("BINANCE_FUTURES"));
        while (await spot.ReceiveAsync(fixture.Token) is not null)
        {
            // What was sent before the goodbye is read to its end.
        }

        var refused = await Assert.ThrowsAsync<WebSocketException>(() => fixture.ConnectAsync(fixture.SpotStream));
        Assert.Contains("503", refused.Message, StringComparison.Ordinal);
        Assert.Equal(-1000, (await fixture.GetAsync("BINANCE", "/api/v3/ping")).GetProperty("code").GetInt32());
        Assert.Equal("{}", (await fixture.GetAsync("BINANCE_FUTURES", "/fapi/v1/ping")).GetRawText());
        await perp.ReceiveAsync(200, fixture.Token);
    }

    [Fact]
    public async Task A_venue_that_is_back_knows_what_was_traded_meanwhile()
    {
        await using var fixture = await VenueFixture.StartAsync();
        using var perp = await fixture.ConnectAsync(fixture.FuturesStream);
        await perp.SubscribeAsync(fixture.Token, "btcusdt@aggTrade");
        fixture.Venues.StartClock(World.StartUnixMs);
        await fixture.Venues.CutAsync("BINANCE", TimeSpan.FromMilliseconds(1), fixture.Token);
        await perp.ReceiveAsync(50, fixture.Token);

        using var spot = await fixture.ConnectAsync(fixture.SpotStream);
        await spot.SubscribeAsync(fixture.Token, "btcusdt@trade");
        var first = (await spot.ReceiveAsync(1, fixture.Token))[0].GetProperty("t").GetInt64();
        using var timer = new PeriodicTimer(Look);
        while ((await fixture.GetAsync("BINANCE", "/api/v3/ping")).TryGetProperty("code", out _))
        {
            await timer.WaitForNextTickAsync(fixture.Token);
        }

        var list = await fixture.GetAsync("BINANCE", $"/api/v3/historicalTrades?symbol=BTCUSDT&fromId={first - 1}&limit=1");
        Assert.Equal(first - 1, list[0].GetProperty("id").GetInt64());
    }

    [Fact]
    public async Task A_venue_that_is_not_simulated_cannot_be_cut_off()
    {
        await using var fixture = await VenueFixture.StartAsync();

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => fixture.Venues.CutAsync("BYBIT", TimeSpan.FromSeconds(1), fixture.Token));

        Assert.Contains("BINANCE, BINANCE_FUTURES", refused.Message, StringComparison.Ordinal);
    }
}
