using System.Diagnostics.Metrics;

namespace SqueezeFlow.Grains.OpenInterest;

internal static class OpenInterestMetrics
{
    private static readonly Meter Meter = new("SqueezeFlow.OpenInterest");

    public static readonly Counter<long> Polls = Meter.CreateCounter<long>("openinterest.polls", "{poll}", "Polls of a venue's open interest that were answered.");
    public static readonly Counter<long> PollFailures = Meter.CreateCounter<long>("openinterest.poll_failures", "{poll}", "Polls of a venue's open interest that failed and are made again.");
    public static readonly Counter<long> Doubted = Meter.CreateCounter<long>("openinterest.doubted", "{reading}", "Readings that were stored and not counted.");
    public static readonly Counter<long> StoreFailures = Meter.CreateCounter<long>("openinterest.store_failures", "{write}", "Writes of open interest that failed and are made again.");
    public static readonly Counter<long> Unknown = Meter.CreateCounter<long>("openinterest.unknown", "{evaluation}", "Evaluations that wanted the change of open interest while it was not known.");
    public static readonly Counter<long> SuperviseFailures = Meter.CreateCounter<long>("openinterest.supervise_failures", "{call}", "Supervisor calls that failed and are made again.");
}
