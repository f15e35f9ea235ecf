using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace SqueezeFlow.Simulation.Freqtrade;

/// <summary>The HTTP server of a simulated bot, which may go away and come back on its port. Its own calls come one at a time.</summary>
internal sealed class BotServer(RequestDelegate answer) : IAsyncDisposable
{
    /// <summary>The bot drops a connection that was idle for this long.</summary>
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);
    private const int MostTries = 200;

    private WebApplication? _app;

    /// <summary>Port on 127.0.0.1; the same after every start.</summary>
    public int Port { get; private set; }

    /// <summary>Listens.</summary>
    /// <exception cref="IOException">The port is taken by another program.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        for (var i = 1; ; i++)
        {
            var app = Build();
            try
            {
                await app.StartAsync(cancellationToken);
                _app = app;
                Port = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>()
                    .Addresses.Select(static address => new Uri(address).Port).Single();
                return;
            }
            catch (Exception failure) when (failure is AddressInUseException or SocketException or IOException && i < MostTries)
            {
                // Somebody's outgoing connection has the port for a moment.
                await app.DisposeAsync();
                await Task.Delay(BetweenTries, TimeProvider.System, cancellationToken);
            }
        }
    }

    /// <summary>Goes away: connections are refused, those that are open end.</summary>
    public async Task StopAsync()
    {
        if (_app is { } app)
        {
            _app = null;
            using var patience = new CancellationTokenSource(Patience);
            await app.StopAsync(patience.Token);
            await app.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync();

    private WebApplication Build()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.KeepAliveTimeout = KeepAlive;
            options.Listen(IPAddress.Loopback, Port, static listen => listen.Protocols = HttpProtocols.Http1);
        });
        var app = builder.Build();
        app.UseWebSockets();
        app.Run(answer);
        return app;
    }
}
