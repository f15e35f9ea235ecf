using System.Diagnostics.Metrics;

namespace SqueezeFlow.Grains.Routing;

internal static class RouterMetrics
{
    private static readonly Meter Meter = new("SqueezeFlow.Router");

    public static readonly Counter<long> FailedCalls = Meter.CreateCounter<long>("router.failed_calls", "{call}", "Batches that a symbol grain did not take at once.");
}
