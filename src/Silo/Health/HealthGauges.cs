using System.Diagnostics.Metrics;
using SqueezeFlow.Core.Api;

namespace SqueezeFlow.Silo.Health;

/// <summary>The last answers of the health check as measures: 1 healthy, 0.5 degraded, 0 otherwise, and each part's figures.</summary>
internal sealed class HealthGauges : IDisposable
{
    // As they were called before.
    private static readonly string[] Machine =
    [
        SystemFigures.CpuPercent, SystemFigures.MemoryPercent, SystemFigures.DiskPercent, SystemFigures.MemoryUsed, SystemFigures.DiskFree, SystemFigures.ContainerCpuPercent, SystemFigures.ContainerMemory,
        SystemFigures.ContainerMemoryPercent, SystemFigures.ThrottledPercent, SystemFigures.HostCpuPercent, SystemFigures.HostMemoryPercent, SystemFigures.FileHandles, SystemFigures.FileHandlesPercent,
        SystemFigures.Threads,
    ];

    private readonly Meter _meter;
    private readonly HealthMonitor _monitor;
    private readonly TimeProvider _clock;

    /// <summary>Offers the measures for as long as it lives.</summary>
    public HealthGauges(HealthMonitor monitor, IMeterFactory meters, TimeProvider clock)
    {
        (_monitor, _clock) = (monitor, clock);
        _meter = meters.Create("SqueezeFlow.Silo.Health");
        _meter.CreateObservableGauge("service.health", Levels, null, "1 healthy, 0.5 degraded, 0 unhealthy or critical.");
        _meter.CreateObservableGauge("service.figure", Figures, null, "Figures of each part, by name.");
        _meter.CreateObservableGauge("service.ready", Readiness, null, "1 while this process does its job, else 0.");
        _meter.CreateObservableGauge("service.level_age", Ages, "s", "Time for which each part has had its level.");
        foreach (var name in Machine)
        {
            _meter.CreateObservableGauge(name, () => MachineFigure(name), null, $"{name} of the process, its container or its machine.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<double>> Levels() => (_monitor.Last?.Parts ?? []).Select(part => new Measurement<double>(
        Math.Max(0, 1 - (HealthLevels.RankOf(part.Level) / 2.0)),
        new KeyValuePair<string, object?>("service", part.Name)));

    private IEnumerable<Measurement<double>> Figures() => (_monitor.Last?.Parts ?? []).SelectMany(part => part.Figures.Select(figure => new Measurement<double>(
        figure.Value,
        new KeyValuePair<string, object?>("service", part.Name),
        new KeyValuePair<string, object?>("figure", figure.Key))));

    private IEnumerable<Measurement<double>> Readiness() => _monitor.Last is { } last ? [new(last.Ready ? 1 : 0)] : [];

    private IEnumerable<Measurement<double>> Ages() => (_monitor.Last?.Parts ?? []).Where(part => part.Since is not null).Select(part => new Measurement<double>(
        (_clock.GetUtcNow() - part.Since!.Value).TotalSeconds,
        new KeyValuePair<string, object?>("service", part.Name)));

    private IEnumerable<Measurement<double>> MachineFigure(string name) =>
        _monitor.Last?.Parts.FirstOrDefault(part => part.Name == SystemFigures.Part)?.Figures.TryGetValue(name, out var value) == true ? [new(value)] : [];
}
