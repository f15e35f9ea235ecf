using System.Diagnostics.Metrics;

namespace SqueezeFlow.Grains.Health.Silos;

/// <summary>Measures of the watch over the cluster.</summary>
internal static class SiloWatchMetrics
{
    private static readonly Meter Meter = new("SqueezeFlow.Grains.Silos");

    /// <summary>Questions to other processes that were not answered.</summary>
    public static Counter<long> Unanswered { get; } = Meter.CreateCounter<long>("silos.unanswered", "{question}", "Questions to other processes of the cluster that were not answered.");
}
