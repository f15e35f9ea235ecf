using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using SqueezeFlow.Grains.Routing;
using SqueezeFlow.Grains.Storage;
using SqueezeFlow.Silo.Configuration;
using SqueezeFlow.Silo.Configuration.Sections;
using SqueezeFlow.Silo.Hosting.Cluster;
using SqueezeFlow.Silo.Service;
using SqueezeFlow.Storage.Influx;
using SqueezeFlow.Storage.Influx.Server;
using SqueezeFlow.Storage.Redis;
using SqueezeFlow.Storage.Redis.Records;
using SqueezeFlow.Storage.Redis.Server;

namespace SqueezeFlow.Silo.Hosting;

/// <summary>A service from its making to its end.</summary>
internal sealed class PreparedService : IAsyncDisposable
{
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(1);

    private readonly WebApplication _app;
    private readonly TextWriter _error;
    private readonly StopDeadline _deadline;
    private Func<string>? _left;
    private bool _isRunning;

    private PreparedService(WebApplication app, TextWriter error)
    {
        (_app, _error) = (app, error);
        var clock = app.Services.GetRequiredService<TimeProvider>();
        _deadline = new(ClusterChoice.DrainTimeOf(app.Configuration), () => _left?.Invoke() ?? "nothing was started", error, Environment.Exit, clock, app.Lifetime.ApplicationStopping);
    }

    /// <summary>Its parts.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Where it answers, once started.</summary>
    public string Url => Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>Cancelled when the process is asked to end.</summary>
    public CancellationToken Stopping => _app.Lifetime.ApplicationStopping;

    /// <summary>Puts a service together; nothing runs yet.</summary>
    /// <param name="configuration">Checked configuration.</param>
    /// <param name="mode">What it is started for.</param>
    /// <param name="addMore">Adds what the command needs beyond the usual.</param>
    /// <param name="error">Where to tell.</param>
    public static PreparedService Build(SiloConfiguration configuration, ServiceMode mode, Action<IServiceCollection> addMore, TextWriter error) =>
        new(SiloHost.Build(configuration, mode, addMore), error);

    /// <summary>Settles configuration that became known only now; before the start.</summary>
    public void Configure(IReadOnlyDictionary<string, string?> values)
    {
        foreach (var (key, value) in values)
        {
            _app.Configuration[key] = value;
        }
    }

    /// <summary>Starts it and says where it answers.</summary>
    /// <exception cref="CommandFailure">A port is taken, or the data folder is, or Redis or InfluxDB cannot be used, or the process was asked to end before it had started.</exception>
    public async Task StartAsync()
    {
        try
        {
            // Before anything runs that would have to be stopped.
            if (Services.GetService<ClusterStart>() is { } cluster)
            {
                await cluster.OpenAsync(Stopping);
            }

            if (Services.GetService<RedisRecords>() is { } records)
            {
                await records.OpenAsync(Stopping);
            }

            if (Services.GetService<InfluxStorage>() is { } influx)
            {
                await influx.OpenAsync(Stopping);
            }

            if (Services.GetService<SignalMirror>() is { } mirror)
            {
                await mirror.OpenAsync(Stopping);
            }

            _isRunning = true;
            _left = DescribeLeft(Services.GetRequiredService<TradeRouter>(), Services.GetRequiredService<BarWriter>());
            await _app.StartAsync();
        }
        catch (OperationCanceledException error) when (Stopping.IsCancellationRequested)
        {
            throw new CommandFailure(ExitCode.Done, "stopped before it had started", error);
        }
        catch (IOException error) when (error is RedisUnusableException or InfluxUnusableException)
        {
            throw new CommandFailure(ExitCode.DependencyMissing, error.Message, error);
        }
        catch (IOException error)
        {
            throw error.InnerException is AddressInUseException
                ? Ports.Taken("Http:Url", _app.Configuration["Http:Url"] ?? new HttpOptions().Url, "address in use", error)
                : new CommandFailure(ExitCode.Failed, error.Message, error);
        }

        var mode = Services.GetRequiredService<ServiceMode>().Name;
        var folder = Services.GetRequiredService<DataFolder>().FullPath;
        await _error.WriteLineAsync($"SqueezeFlow {ServiceVersion.Text} ({mode}) answers at {Url}; data in {folder}");
    }

    /// <summary>Waits until the process is asked to end, then stops; answers the exit code.</summary>
    public async Task<int> WaitForEndAsync()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = Stopping.Register(asked.SetResult);
        await asked.Task;
        return await StopAsync();
    }

    /// <summary>Brings everything in flight to an end, and says what could not be; answers the exit code.</summary>
    public async Task<int> StopAsync()
    {
        if (!_isRunning)
        {
            return ExitCode.Done;
        }

        _isRunning = false;
        try
        {
            _app.Lifetime.StopApplication();
            await StopServerAsync();
            await _app.StopAsync();
            return ExitCode.Done;
        }
        catch (Exception failure)
        {
            HostingMetrics.StopFailures.Add(1);
            foreach (var cause in failure is AggregateException all ? all.Flatten().InnerExceptions : [failure])
            {
                await _error.WriteLineAsync($"not brought to its end: {cause.Message}");
            }

            return ExitCode.Failed;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _app.DisposeAsync();
        _deadline.Dispose();
    }

    // Its parts are taken beforehand: at the end the container may be gone.
    private static Func<string> DescribeLeft(TradeRouter router, BarWriter writer) =>
        () => $"not counted: {router.Lanes.Sum(lane => lane.Waiting)} trades, not written: {writer.Pending} rows";

    // A caller that waits for an account that hangs must not hold up the rest.
    private async Task StopServerAsync()
    {
        using var timeout = new CancellationTokenSource(StopTime, Services.GetRequiredService<TimeProvider>());
        await Services.GetRequiredService<IServer>().StopAsync(timeout.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
