using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Simulation.Venues.Rest;
using SqueezeFlow.Simulation.Venues.Streams;
using SqueezeFlow.Simulation.Worlds;

namespace SqueezeFlow.Simulation.Venues;

/// <summary>The web server of both venues: one port each, WebSocket and REST beside each other.</summary>
internal sealed class VenueServer
{
    private readonly VenueClock _clock;
    private readonly FaultPlan? _faults;
    private readonly VenueOutages _outages;
    private readonly Dictionary<string, StreamDirectory> _directories = [];
    private readonly VenueRest _spot;
    private readonly VenueRest _futures;
    private int _spotPort;

    private VenueServer(World world, VenueClock clock, VenueOutages outages, FaultPlan? faults)
    {
        (_clock, _outages, _faults) = (clock, outages, faults);
        (string Path, StreamRoute Route)[] endpoints =
            [("spot/", StreamRoute.Spot), ("market/", StreamRoute.Market), ("public/", StreamRoute.Public), ("", StreamRoute.Legacy)];
        foreach (var (path, route) in endpoints)
        {
            _directories[$"/{path}ws"] = new(world, route, isWrapped: false);
            _directories[$"/{path}stream"] = new(world, route, isWrapped: true);
        }

        _spot = new(world, MarketKind.Spot, clock, outages, faults);
        _futures = new(world, MarketKind.Perp, clock, outages, faults);
    }

    /// <summary>Opens both ports.</summary>
    public static async Task<(WebApplication Server, VenueAddresses Addresses)> StartAsync(
        World world, VenueClock clock, VenueOutages outages, FaultPlan? faults, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Listen(IPAddress.Loopback, 0);
            options.Listen(IPAddress.Loopback, 0);
        });
        var app = builder.Build();
        var server = new VenueServer(world, clock, outages, faults);
        app.Use(server.SlideBatching);
        app.UseWebSockets(new() { KeepAliveInterval = TimeSpan.FromSeconds(20), KeepAliveTimeout = TimeSpan.FromSeconds(60) });
        app.Run(server.ServeAsync);
        await app.StartAsync(cancellationToken);
        var ports = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>()
            .Addresses.Select(address => new Uri(address).Port).ToArray();
        server._spotPort = ports[0];
        return (app, new(ports[0], ports[1]));
    }

    /// <summary>Says goodbye to every client and closes the ports.</summary>
    public static async Task StopAsync(WebApplication server, VenueClock clock, CancellationToken patience)
    {
        await CloseAsync(clock, clock.Connections, patience);
        await server.StopAsync(patience);
    }

    /// <summary>Says goodbye to some clients: each has been sent everything up to now, and gets nothing more.</summary>
    public static async Task CloseAsync(VenueClock clock, IEnumerable<VenueConnection> connections, CancellationToken patience)
    {
        foreach (var connection in connections)
        {
            try
            {
                await connection.CloseAsync(patience);
            }
            catch (Exception failure) when (IsLost(failure))
            {
                clock.Remove(connection);
            }
        }
    }

    private Task SlideBatching(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } upgrade)
        {
            context.Features.Set<IHttpUpgradeFeature>(new BatchUpgrade(upgrade));
        }

        return next(context);
    }

    private Task ServeAsync(HttpContext context)
    {
        var isSpot = context.Connection.LocalPort == _spotPort;
        return context.WebSockets.IsWebSocketRequest
            ? StreamAsync(context, isSpot)
            : (isSpot ? _spot : _futures).ServeAsync(context);
    }

    private async Task StreamAsync(HttpContext context, bool isSpot)
    {
        var path = context.Request.Path.Value!;
        var at = path.IndexOf("/ws/", StringComparison.Ordinal);
        var endpoint = at < 0 ? path : path[..(at + 3)];
        var named = at < 0 ? context.Request.Query["streams"].ToString() : path[(at + 4)..];
        if (!_directories.TryGetValue((isSpot ? "/spot" : "") + endpoint, out var directory) || (!isSpot && endpoint.StartsWith("/spot", StringComparison.Ordinal)))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var exchange = WorldMarket.ExchangeOf(isSpot ? MarketKind.Spot : MarketKind.Perp);
        if (_outages.EndOf(exchange) is not null)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        _outages.Connected(exchange);
        _faults?.Connect(exchange);
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var stream = ((BatchUpgrade)context.Features.GetRequiredFeature<IHttpUpgradeFeature>()).Stream!;
        using var connection = new VenueConnection(socket, stream, directory, _faults) { Exchange = exchange, OpenedAtUnixMs = _clock.NowUnixMs };
        connection.Subscribe(named.Split('/', StringSplitOptions.RemoveEmptyEntries));
        _clock.Add(connection);
        try
        {
            await connection.ReceiveAsync(context.RequestAborted);
            await connection.CloseAsync(context.RequestAborted);
        }
        catch (Exception failure) when (IsLost(failure))
        {
            context.Abort();
        }
        finally
        {
            _clock.Remove(connection);
        }
    }

    private static bool IsLost(Exception failure) =>
        failure is IOException or WebSocketException or OperationCanceledException or ObjectDisposedException;
}
