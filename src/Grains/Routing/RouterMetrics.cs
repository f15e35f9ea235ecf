using System.Diagnostics.Metrics;

namespace SqueezeFlow.Grains.Routing;

internal static class RouterMetrics
{
    private static readonly Meter Meter = new("SqueezeFlow.Router");

    public static readonly Counter<long> FailedCalls = Meter.CreateCounter<long>("router.failed_calls", "{call}", "Batches that a symbol grain did not take at once.");
    public static readonly Counter<long> Left = Meter.CreateCounter<long>("router.left_trades", "{trade}", "Trades that a stop left behind because a symbol grain did not take them in time.");
}
