using System.Diagnostics.Metrics;
using SqueezeFlow.Core.Api;

namespace SqueezeFlow.Silo.Health;

/// <summary>The last answers of the health check as measures: 1 healthy, 0.5 degraded, 0 otherwise, and each part's figures.</summary>
internal sealed class HealthGauges : IDisposable
{
    private readonly Meter _meter;
    private readonly HealthMonitor _monitor;

    /// <summary>Offers the measures for as long as it lives.</summary>
    public HealthGauges(HealthMonitor monitor, IMeterFactory meters)
    {
        _monitor = monitor;
        _meter = meters.Create("SqueezeFlow.Silo.Health");
        _meter.CreateObservableGauge("service.health", Levels, null, "1 healthy, 0.5 degraded, 0 unhealthy or critical.");
        _meter.CreateObservableGauge("service.figure", Figures, null, "Figures of each part, by name.");
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
}
