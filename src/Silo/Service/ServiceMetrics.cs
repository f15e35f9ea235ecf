using System.Diagnostics.Metrics;

namespace SqueezeFlow.Silo.Service;

/// <summary>Measures of what the service keeps beside the flow.</summary>
internal static class ServiceMetrics
{
    private static readonly Meter Meter = new("SqueezeFlow.Silo.Service");

    /// <summary>Looks at the venues that were not answered.</summary>
    public static Counter<long> MissedLooks { get; } = Meter.CreateCounter<long>("venues.missed_looks", "{look}", "Looks at the venues that were not answered.");
}
