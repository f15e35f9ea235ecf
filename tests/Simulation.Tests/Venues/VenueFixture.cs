using System.Text.Json;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Simulation.Tests.Worlds;
using SqueezeFlow.Simulation.Venues;
using SqueezeFlow.Simulation.Worlds;

namespace SqueezeFlow.Simulation.Tests.Venues;

/// <summary>Running venues for one test, with a limit to every wait.</summary>
internal sealed class VenueFixture : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly CancellationTokenSource _limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly HttpClient _http = new();

    private VenueFixture(SimulatedVenues venues)
    {
        Venues = venues;
        _limit.CancelAfter(Patience);
    }

    public SimulatedVenues Venues { get; }

    public World World => Venues.World;

    public CancellationToken Token => _limit.Token;

    public string? SpotStream => Venues.Configuration["Exchanges:BINANCE:Stream"];

    public string? FuturesStream => Venues.Configuration["Exchanges:BINANCE_FUTURES:Stream"];

    public static async Task<VenueFixture> StartAsync(double speed = 600, long standingAt = World.StartUnixMs, int symbols = 2, VenueFaults? faults = null) =>
        new(await SimulatedVenues.StartAsync(Sample.World(symbols: symbols, rate: 8), speed, standingAt, TimeProvider.System, faults, TestContext.Current.CancellationToken));

    public Task<VenueClient> ConnectAsync(string? address) => VenueClient.ConnectAsync(address, Token);

    public async Task<JsonElement> GetAsync(string exchange, string path)
    {
        var text = await (await _http.GetAsync(new Uri(Venues.Configuration[$"Exchanges:{exchange}:Rest"] + path), Token)).Content.ReadAsStringAsync(Token);
        return JsonDocument.Parse(text).RootElement;
    }

    public MarketReport Truth(string market, long from, long to) =>
        World.Report(from, to).Markets.Single(report => report.Market == MarketId.Parse(market));

    public async ValueTask DisposeAsync()
    {
        await Venues.DisposeAsync();
        _http.Dispose();
        _limit.Dispose();
    }
}
