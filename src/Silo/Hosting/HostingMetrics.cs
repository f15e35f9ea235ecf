using System.Diagnostics.Metrics;

namespace SqueezeFlow.Silo.Hosting;

/// <summary>Measures of the host.</summary>
internal static class HostingMetrics
{
    private static readonly Meter Meter = new("SqueezeFlow.Silo.Hosting");

    /// <summary>Failed attempts to delete old rows.</summary>
    public static Counter<long> PruneFailures { get; } = Meter.CreateCounter<long>("store.prune.failures", "{failure}", "Failed attempts to delete old rows.");

    /// <summary>Stops in which something could not be brought to its end.</summary>
    public static Counter<long> StopFailures { get; } = Meter.CreateCounter<long>("service.stop_failures", "{stop}", "Stops in which something could not be brought to its end.");
}
