using System.Text.RegularExpressions;
using SqueezeFlow.Simulation.Freqtrade;
using SqueezeFlow.Simulation.Venues;
using SqueezeFlow.Simulation.Worlds;
using SqueezeFlow.SystemTests.Cluster.Bench;

namespace SqueezeFlow.SystemTests.Cluster.Network;

/// <summary>Silos that are looked after, each in a network of its own, with venues to read and a bot to trade with.</summary>
internal sealed partial class CutBench : IAsyncDisposable
{
    private const int MarketsPerConnection = 2;

    private readonly SplitNetwork _network;
    private readonly List<Doorway> _doorways = [];
    private readonly List<SupervisedSilo> _silos = [];

    private CutBench(SplitNetwork network, ClusterBench cluster, SimulatedVenues venues, SimulatedBot bot) =>
        (_network, Cluster, Venues, Bot) = (network, cluster, venues, bot);

    public ClusterBench Cluster { get; }

    public SimulatedVenues Venues { get; }

    public SimulatedBot Bot { get; }

    public IReadOnlyList<SupervisedSilo> Silos => _silos;

    public static async Task<CutBench> OpenAsync(World world, int silos)
    {
        var network = await SplitNetwork.OpenAsync(silos);
        var cluster = await ClusterBench.OpenAsync(world, "--bind", "127.0.0.1", $"{network.AddressOf(NetworkPart.Redis)}");
        var venues = await cluster.OpenVenuesAsync();
        var bot = await cluster.OpenBotAsync(venues);
        var bench = new CutBench(network, cluster, venues, bot);
        bench.Start(silos);
        return bench;
    }

    /// <summary>Waits until every silo is ready and sees all.</summary>
    public async Task WaitUntilTogetherAsync()
    {
        foreach (var silo in _silos)
        {
            while (!await silo.SeesAsync(_silos.Count))
            {
                await Task.Delay(200, Cluster.Stop);
            }
        }
    }

    /// <summary>Waits until market time has come so far.</summary>
    public async Task WaitUntilMarketAsync(long unixMs)
    {
        while (Venues.MarketUnixMs < unixMs)
        {
            await Task.Delay(50, Cluster.Stop);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _silos)
        {
            await silo.DisposeAsync();
        }

        // The silos end with it.
        await Cluster.DisposeAsync();
        await Venues.DisposeAsync();
        await Bot.DisposeAsync();
        foreach (var doorway in _doorways)
        {
            await doorway.DisposeAsync();
        }

        await _network.DisposeAsync();
    }

    [GeneratedRegex(@"127\.0\.0\.1:(\d+)")]
    private static partial Regex Loopback();

    private void Start(int silos)
    {
        var shared = Cluster.Configuration.Concat(Cluster.Reading(Venues)).ToDictionary(pair => pair.Key, pair => pair.Value);
        var doors = new Dictionary<int, Doorway>();
        Doorway DoorTo(NetworkPart part, int port)
        {
            if (!doors.TryGetValue(port, out var door))
            {
                doors[port] = door = Doorway.Open(_network.AddressOf(part), port);
                _doorways.Add(door);
            }

            return door;
        }

        foreach (var (key, value) in shared.ToArray())
        {
            shared[key] = Loopback().Replace(value ?? "", match => $"{DoorTo(NetworkPart.Stores, int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)).EndPoint}");
        }

        var influx = DoorTo(NetworkPart.Stores, int.Parse(shared["Influx:Port"]!, System.Globalization.CultureInfo.InvariantCulture)).EndPoint;
        (shared["Influx:Host"], shared["Influx:Port"]) = ($"{influx.Address}", $"{influx.Port}");
        shared["Redis:Host"] = $"{_network.AddressOf(NetworkPart.Redis)}";
        shared["Exchanges:BINANCE:MarketsPerConnection"] = shared["Exchanges:BINANCE_FUTURES:MarketsPerConnection"] = $"{MarketsPerConnection}";
        foreach (var (key, value) in ClusterBench.Trading(Bot))
        {
            shared[key] = value;
        }

        shared["Execution:Freqtrade:Url"] = $"http://{DoorTo(NetworkPart.Bot, Bot.Url.Port).EndPoint}";
        foreach (var place in _network.Places.Take(silos))
        {
            shared["Cluster:AdvertisedAddress"] = $"{_network.AddressOf(NetworkPart.Peers, place)}";
            _silos.Add(new(Cluster.Start(place.Process, new Dictionary<string, string?>(shared)), place));
        }
    }
}
