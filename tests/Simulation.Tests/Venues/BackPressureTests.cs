using SqueezeFlow.Simulation.Tests.Worlds;
using SqueezeFlow.Simulation.Venues;
using SqueezeFlow.Simulation.Worlds;

namespace SqueezeFlow.Simulation.Tests.Venues;

public sealed class BackPressureTests
{
    [Fact]
    public async Task Market_time_waits_for_a_client_that_does_not_read_and_then_loses_nothing()
    {
        var token = TestContext.Current.CancellationToken;
        var world = Sample.World(symbols: 1, rate: 4000);
        var end = World.StartUnixMs + 60_000;
        await using var venues = await SimulatedVenues.StartAsync(world, 600, World.StartUnixMs, TimeProvider.System, token);
        using var client = await VenueClient.ConnectAsync(venues.Configuration["Exchanges:BINANCE:Stream"], token);
        await client.SubscribeAsync(token, "btcusdt@trade");

        venues.StartClock(World.StartUnixMs, end);
        var stuck = await StandsStillAsync(venues, token);
        var truth = world.Report(World.StartUnixMs, end).Markets[0];
        var trades = await client.ReceiveAsync((int)truth.Trades, token);
        await venues.Completion.WaitAsync(token);

        Assert.InRange(stuck, World.StartUnixMs, end - 1);
        Assert.Equal(truth.Trades - 1, trades[^1].GetProperty("t").GetInt64() - trades[0].GetProperty("t").GetInt64());
    }

    // Stalled is when nothing was written over a while in which the market would have ended several times.
    private static async Task<long> StandsStillAsync(SimulatedVenues venues, CancellationToken token)
    {
        for (var last = 0L; ;)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, token);
            var sent = venues.Sent.Values.Sum();
            if (sent == last && sent > 0)
            {
                return venues.MarketUnixMs;
            }

            last = sent;
        }
    }
}
