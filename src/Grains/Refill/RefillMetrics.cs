using System.Diagnostics.Metrics;

namespace SqueezeFlow.Grains.Refill;

internal static class RefillMetrics
{
    private static readonly Meter Meter = new("SqueezeFlow.Refill");

    public static readonly Counter<long> Changed = Meter.CreateCounter<long>("gaps.reported", "{gap}", "Gaps reported, by what became of them.");
    public static readonly Counter<long> Gaps = Meter.CreateCounter<long>("refill.gaps", "{gap}", "Gaps searched for.");
    public static readonly Counter<long> Filled = Meter.CreateCounter<long>("refill.filled", "{gap}", "Gaps that the venue's list holds in full.");
    public static readonly Counter<long> Left = Meter.CreateCounter<long>("refill.left", "{gap}", "Gaps of which something stays missing.");
    public static readonly Counter<long> Trades = Meter.CreateCounter<long>("refill.trades", "{trade}", "Trades read by searches, repeated ones included.");
    public static readonly Counter<long> Unread = Meter.CreateCounter<long>("refill.unread", "{read}", "Reads of stored bars for late trades that failed and are made again.");
    public static readonly Counter<long> Failures = Meter.CreateCounter<long>("refill.failures", "{search}", "Searches that failed and are made again.");
}
