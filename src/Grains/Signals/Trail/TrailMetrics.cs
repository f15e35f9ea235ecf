using System.Diagnostics.Metrics;

namespace SqueezeFlow.Grains.Signals.Trail;

internal static class TrailMetrics
{
    private static readonly Meter Meter = new("SqueezeFlow.Trail");

    public static readonly Counter<long> Written = Meter.CreateCounter<long>("trail.steps", "{step}", "Steps of signals that were stored.");
    public static readonly Counter<long> Lost = Meter.CreateCounter<long>("trail.lost", "{step}", "Steps of signals that could not be stored and found no room to wait.");
    public static readonly Counter<long> Failures = Meter.CreateCounter<long>("trail.failures", "{call}", "Writes of steps that failed and are tried again.");
}
