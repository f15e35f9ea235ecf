using SqueezeFlow.Core.Views;
using SqueezeFlow.Silo.Service;
using SqueezeFlow.Simulation.Venues;
using SqueezeFlow.Simulation.Worlds;

namespace SqueezeFlow.Silo.Tests.Api;

/// <summary>The switch of the simulated venues, and what screens are told of whoever uses it.</summary>
public sealed class SimulatedVenuesApiTests : IAsyncLifetime
{
    private const string Venues = "/api/v1/demo/venues";

    private readonly VenueSwitch _switch = new();
    private SimulatedVenues _venues = null!;
    private ApiHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _venues = await SimulatedVenues.StartAsync(new World(new(1, 1, 10)), 60, World.StartUnixMs, TimeProvider.System, TestContext.Current.CancellationToken);
        _switch.Follow(_venues);
        _host = new() { Switch = _switch };
        await _host.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _venues.DisposeAsync();
    }

    [Fact]
    public async Task A_venue_is_away_as_long_as_it_was_cut_off_for()
    {
        Assert.All((await _host.GetAsync(Venues)).EnumerateArray(), venue => Assert.Equal("null", venue.GetProperty("awayUntil").GetRawText()));
        var before = TimeProvider.System.GetUtcNow();

        var (status, body) = await _host.ChangeAsync(HttpMethod.Post, $"{Venues}/binance/cut?seconds=40");

        Assert.Equal((200, "BINANCE"), (status, body.GetProperty("venue").GetString()));
        var until = body.GetProperty("awayUntil").GetDateTimeOffset();
        Assert.InRange(until, before.AddSeconds(40), TimeProvider.System.GetUtcNow().AddSeconds(40));
        var told = (await _host.GetAsync(Venues)).EnumerateArray().ToDictionary(venue => venue.GetProperty("venue").GetString()!, venue => venue.GetProperty("awayUntil"));
        Assert.Equal(until, told["BINANCE"].GetDateTimeOffset());
        Assert.Equal("null", told["BINANCE_FUTURES"].GetRawText());
    }

    [Theory]
    [InlineData("BINANCE", "0", 400, "seconds")]
    [InlineData("BINANCE", "121", 400, "seconds")]
    [InlineData("BINANCE", "1.5", 400, "seconds")]
    [InlineData("BINANCE", "ten", 400, "seconds")]
    [InlineData("BINANSE", "10", 404, "venue")]
    public async Task What_cannot_be_cut_off_is_named(string venue, string seconds, int expected, string field)
    {
        var (status, body) = await _host.ChangeAsync(HttpMethod.Post, $"{Venues}/{venue}/cut?seconds={seconds}");

        Assert.Equal((expected, field), (status, body.GetProperty("field").GetString()));
        Assert.All(_switch.Venues, one => Assert.Null(one.AwayUntil));
    }

    [Fact]
    public async Task Screens_are_told_who_has_changed_what()
    {
        using var listening = _host.Hub.Subscribe(new(Kinds: new HashSet<string> { "action" }));

        await _host.ChangeAsync(HttpMethod.Post, $"{Venues}/BINANCE/cut?seconds=1");
        await _host.ChangeAsync(HttpMethod.Post, $"{Venues}/BINANCE/cut?seconds=ten");
        using var unmeant = await _host.Client.PostAsync(new Uri($"{Venues}/BINANCE/cut", UriKind.Relative), null, TestContext.Current.CancellationToken);

        Assert.Equal(403, (int)unmeant.StatusCode);
        List<OperatorCall> told = [];
        await foreach (var batch in listening.ReadAsync(TestContext.Current.CancellationToken))
        {
            told.AddRange(batch.Select(item => (OperatorCall)item.View!));
            if (told.Count >= 2)
            {
                break;
            }
        }

        Assert.Equal([("POST", "demo/venues/BINANCE/cut?seconds=1", 200), ("POST", "demo/venues/BINANCE/cut?seconds=ten", 400)], told.Select(call => (call.Method, call.Path, call.Status)));
        Assert.All(told, call => Assert.Equal(("127.0.0.1", false), (call.From, call.Page)));
    }

    [Fact]
    public async Task Where_venues_are_real_there_is_no_switch()
    {
        var real = new ApiHost();
        await real.InitializeAsync();
        try
        {
            await real.GetAsync(Venues, 404);
            Assert.Equal(404, (await real.ChangeAsync(HttpMethod.Post, $"{Venues}/BINANCE/cut")).Status);
        }
        finally
        {
            await real.DisposeAsync();
        }
    }
}
