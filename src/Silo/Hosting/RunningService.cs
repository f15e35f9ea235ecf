using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using SqueezeFlow.Silo.Commands;
using SqueezeFlow.Silo.Configuration;

namespace SqueezeFlow.Silo.Hosting;

/// <summary>A service that has been started; disposing stops it.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private bool _isStopped;

    private RunningService(WebApplication app) => _app = app;

    /// <summary>Its parts.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Where it answers.</summary>
    public string Url => Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>Cancelled when the process is asked to end.</summary>
    public CancellationToken Stopping => _app.Lifetime.ApplicationStopping;

    /// <summary>Starts a service and says where it answers.</summary>
    /// <exception cref="CommandFailure">A port is taken.</exception>
    public static async Task<RunningService> StartAsync(
        SiloConfiguration configuration,
        string mode,
        DataFolder data,
        CommandContext context,
        Action<IServiceCollection>? addMore = null)
    {
        var app = SiloHost.Build(configuration, new(mode, TimeProvider.System.GetUtcNow()), data, addMore);
        var service = new RunningService(app);
        try
        {
            await app.StartAsync();
        }
        catch (IOException error) when (error.InnerException is AddressInUseException)
        {
            await app.DisposeAsync();
            throw Ports.Taken("Http:Url", configuration.Root["Http:Url"] ?? new HttpOptions().Url, "address in use", error);
        }

        await context.Error.WriteLineAsync($"SqueezeFlow {ServiceVersion.Text} ({mode}) answers at {service.Url}; data in {data.FullPath}");
        return service;
    }

    /// <summary>Waits for the end, then stops.</summary>
    public async Task WaitForStopAsync()
    {
        await _app.WaitForShutdownAsync();
        _isStopped = true;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_isStopped)
        {
            await _app.StopAsync();
        }

        await _app.DisposeAsync();
    }
}
