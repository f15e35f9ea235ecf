using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using SqueezeFlow.Silo.Commands;
using SqueezeFlow.Silo.Configuration;

namespace SqueezeFlow.Silo.Hosting;

/// <summary>A service from its making to its end.</summary>
internal sealed class PreparedService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly CommandContext _context;
    private bool _isRunning;

    private PreparedService(WebApplication app, CommandContext context) => (_app, _context) = (app, context);

    /// <summary>Its parts.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Where it answers, once started.</summary>
    public string Url => Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>Cancelled when the process is asked to end.</summary>
    public CancellationToken Stopping => _app.Lifetime.ApplicationStopping;

    /// <summary>Puts a service together; nothing runs yet.</summary>
    /// <param name="configuration">Checked configuration.</param>
    /// <param name="mode"><c>live</c>, <c>demo</c> or <c>replay</c>.</param>
    /// <param name="isEndless">Whether it runs until it is stopped.</param>
    /// <param name="context">Where to tell.</param>
    public static PreparedService Build(SiloConfiguration configuration, string mode, bool isEndless, CommandContext context) =>
        new(SiloHost.Build(configuration, new(mode, TimeProvider.System.GetUtcNow(), isEndless), context.AddRecorder), context);

    /// <summary>Settles configuration that became known only now; before the start.</summary>
    public void Configure(IReadOnlyDictionary<string, string?> values)
    {
        foreach (var (key, value) in values)
        {
            _app.Configuration[key] = value;
        }
    }

    /// <summary>Starts it and says where it answers.</summary>
    /// <exception cref="CommandFailure">A port is taken, or the data folder is.</exception>
    public async Task StartAsync()
    {
        try
        {
            await _app.StartAsync();
            _isRunning = true;
        }
        catch (IOException error)
        {
            throw error.InnerException is AddressInUseException
                ? Ports.Taken("Http:Url", _app.Configuration["Http:Url"] ?? new HttpOptions().Url, "address in use", error)
                : new CommandFailure(ExitCode.Failed, error.Message, error);
        }

        var mode = Services.GetRequiredService<ServiceMode>().Name;
        var folder = Services.GetRequiredService<DataFolder>().FullPath;
        await _context.Error.WriteLineAsync($"SqueezeFlow {ServiceVersion.Text} ({mode}) answers at {Url}; data in {folder}");
    }

    /// <summary>Waits until the process is asked to end, then stops.</summary>
    public async Task WaitForEndAsync()
    {
        await _app.WaitForShutdownAsync();
        _isRunning = false;
    }

    /// <summary>Brings everything in flight to an end.</summary>
    public async Task StopAsync()
    {
        if (_isRunning)
        {
            _isRunning = false;
            await _app.StopAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _app.DisposeAsync();
    }
}
