using SqueezeFlow.Core.Markets;
using SqueezeFlow.Simulation.Venues;
using SqueezeFlow.Simulation.Worlds;
using SqueezeFlow.TestSupport.Influx;

namespace SqueezeFlow.SystemTests.Processes;

/// <summary>A database, a data directory and a world to be traded: services and venues come and go.</summary>
internal sealed class InfluxBench : IAsyncDisposable
{
    private readonly DataDirectory _data = new();
    private readonly WritePathTranslator _translator;
    private readonly CancellationTokenSource _limit;

    private InfluxBench(InfluxProcess influx, World world, CancellationTokenSource limit)
    {
        (Influx, World, _limit, _translator) = (influx, world, limit, WritePathTranslator.Start(influx.Port));
    }

    public InfluxProcess Influx { get; }

    public World World { get; }

    /// <summary>Ends all waiting with the test, and some minutes after its beginning at the latest.</summary>
    public CancellationToken Stop => _limit.Token;

    public static async Task<InfluxBench> OpenAsync(World world)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(4));
        return new(await InfluxProcess.StartAsync(limit.Token), world, limit);
    }

    /// <summary>Venues whose clock stands still.</summary>
    public Task<SimulatedVenues> OpenVenuesAsync(long standingAtUnixMs, VenueFaults? faults = null) =>
        SimulatedVenues.StartAsync(World, 1, standingAtUnixMs, TimeProvider.System, faults, Stop);

    /// <summary>A service that has subscribed to all markets.</summary>
    public async Task<Service> StartAsync(SimulatedVenues venues, params IEnumerable<KeyValuePair<string, string?>> more)
    {
        MarketId[] markets = [.. World.Markets.Select(market => market.Id)];
        var service = Start(
        [
            .. venues.Configuration,
            new("Feeds:Exchanges", "BINANCE,BINANCE_FUTURES"),
            new("Feeds:Markets", string.Join(',', markets)),
            .. more,
        ]);
        try
        {
            await venues.WaitForSubscriptionsAsync(markets, Stop);
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }

        return service;
    }

    /// <summary>A service on the database.</summary>
    public Service Start(params IEnumerable<KeyValuePair<string, string?>> configuration) =>
        Service.StartLive(_data, [.. configuration, new("Influx:Host", "127.0.0.1"), new("Influx:Port", $"{_translator.Port}")]);

    /// <summary>Sends a signal and waits for a faultless end.</summary>
    public static async Task EndAsync(Service service, string signal)
    {
        await service.Process.SignalAsync(signal);
        (await service.Process.WaitAsync()).AssertDone();
    }

    /// <summary>The seconds of a market from a time on.</summary>
    public Task<StoredSeconds> ReadAsync(MarketId market, long fromUnixMs) => StoredSeconds.ReadAsync(Influx, World, market, fromUnixMs, Stop);

    public async ValueTask DisposeAsync()
    {
        await _translator.DisposeAsync();
        await Influx.DisposeAsync();
        _data.Dispose();
        _limit.Dispose();
    }
}
