using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views.Silos;
using SqueezeFlow.Grains.Feeds.Connections;
using SqueezeFlow.Grains.Health.Silos;
using SqueezeFlow.Grains.Routing;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Health;

/// <summary>Speaks for this process, to callers over HTTP and to the other processes.</summary>
internal sealed class SiloReporter(
    ILocalSiloDetails local,
    ServiceMode mode,
    FeedHost feeds,
    TradeRouter router,
    IServiceProvider services,
    SignalTally signals) : ISiloReporter
{
    // A part of the monitor's asks for the other processes, and these are spoken for here: it is taken when it is needed.
    private HealthMonitor Monitor => services.GetRequiredService<HealthMonitor>();

    public SiloView View()
    {
        var running = feeds.Views;
        var health = Monitor.Last;
        var system = health?.Parts.FirstOrDefault(part => part.Name == SystemFigures.Part)?.Figures;
        return new(local.Name, local.SiloAddress.ToParsableString(), SiloStates.Active)
        {
            Version = ServiceVersion.Text,
            StartedAt = mode.StartedAt,
            Ready = health is { Ready: true },
            Health = health?.Level,
            Feeds = running.Count,
            FeedsConnected = running.Count(feed => feed.State == FeedStates.Connected),
            TradesPerSecond = running.Sum(feed => feed.TradesPerSecond),
            LagMs = running.Max(feed => feed.LagMs),
            Waiting = router.Lanes.Sum(lane => lane.Waiting),
            Signals = signals.Count,
            CpuPercent = Figure(system, SystemFigures.CpuPercent),
            MemoryMb = Figure(system, SystemFigures.MemoryUsed),
        };
    }

    public async Task<SiloHealth> GetHealthAsync(CancellationToken cancellationToken)
    {
        var health = await Monitor.SeenAsync(cancellationToken);
        return new(local.Name, local.SiloAddress.ToParsableString(), health.Level, health.Ready, health.Parts);
    }

    private static double? Figure(IReadOnlyDictionary<string, double>? figures, string name) =>
        figures is not null && figures.TryGetValue(name, out var value) ? value : null;
}
