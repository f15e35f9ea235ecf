using System.Diagnostics.Metrics;

namespace SqueezeFlow.Grains.Storage;

internal static class BarWriterMetrics
{
    private static readonly Meter Meter = new("SqueezeFlow.BarWriter");

    public static readonly Counter<long> Written = Meter.CreateCounter<long>("bars.written", "{row}", "Bar rows committed.");
    public static readonly Counter<long> Dropped = Meter.CreateCounter<long>("bars.dropped", "{row}", "One-second bars dropped while the store failed.");
    public static readonly Counter<long> Failed = Meter.CreateCounter<long>("bars.failed_writes", "{write}", "Transactions that failed and were kept.");
}
