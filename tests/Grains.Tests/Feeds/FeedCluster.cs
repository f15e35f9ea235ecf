using System.Net;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using SqueezeFlow.Exchanges;
using SqueezeFlow.Grains.Feeds.Connections;
using SqueezeFlow.Grains.Screen;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Interfaces.Feeds;
using SqueezeFlow.Storage.Sqlite;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Grains.Tests.Feeds;

/// <summary>A silo with the real feed grains that reads one venue's list from a scripted host; nobody answers at its stream's address.</summary>
public sealed class FeedCluster : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("squeezeflow").FullName;
    private readonly HttpListener _venue = new();
    private readonly string _address;
    private Task _serving = Task.CompletedTask;
    private InProcessTestCluster? _cluster;

    public FeedCluster()
    {
        _address = $"http://127.0.0.1:{ServerProgram.FreePort()}/";
        _venue.Prefixes.Add(_address);
    }

    /// <summary>Coins that the venue lists.</summary>
    internal IReadOnlyList<string> Symbols { get; set; } = ["BTC", "ETH"];

    /// <summary>Lets calls of grains wait.</summary>
    internal CallGate Gate { get; } = new();

    internal ShiftedClock Clock { get; } = new();

    internal FeedHost Host => _cluster!.Silos[0].ServiceProvider.GetRequiredService<FeedHost>();

    internal IGrainFactory Grains => _cluster!.Client;

    internal IExchangeGrain Exchange => _cluster!.Client.GetGrain<IExchangeGrain>("BINANCE");

    public async ValueTask InitializeAsync()
    {
        _venue.Start();
        _serving = ServeAsync();
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSiloHost((_, host) =>
        {
            host.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Data:Directory"] = _folder,
                ["Feeds:Enabled"] = "false",
                ["Feeds:Markets"] = "*",
                ["Feeds:RefreshInterval"] = "00:00:05",
                ["Exchanges:BINANCE:Stream"] = "ws://127.0.0.1:1/",
                ["Exchanges:BINANCE:Rest"] = _address.TrimEnd('/'),
                ["Exchanges:BINANCE:MarketsPerConnection"] = "1",
            });
            host.Services.AddSingleton<TimeProvider>(Clock);
            host.Services.AddSingleton<IScreen, QuietScreen>();
            host.Services.AddExchanges();
            host.Services.AddSqliteStorage();
            host.Services.AddSqliteGrainStorage(GrainStateStorage.Name);
            host.Services.AddGrains();
        });
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddMemoryGrainStorage("PubSubStore");
            silo.AddMemoryStreams(SignalChannel.Provider);
            silo.AddIncomingGrainCallFilter(Gate);
        });
        builder.ConfigureClient(client => client.Services.AddWireJson());
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Gate.OpenAll();
        if (_cluster is not null)
        {
            await _cluster.StopAllSilosAsync();
            await _cluster.DisposeAsync();
        }

        _venue.Stop();
        await _serving;
        _venue.Close();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var request = await _venue.GetContextAsync();
                var rows = Symbols.Select(coin => $$"""{"symbol":"{{coin}}USDT","status":"TRADING","baseAsset":"{{coin}}","quoteAsset":"USDT","isSpotTradingAllowed":true}""");
                await request.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes($$"""{"symbols":[{{string.Join(',', rows)}}]}"""));
                request.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // The host was stopped.
        }
    }

    private sealed class QuietScreen : IScreen
    {
        public long Sequence => 0;

        public bool WantsStates() => true;

        public void Publish(string kind, string? symbol, object view)
        {
        }
    }
}
