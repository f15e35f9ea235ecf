using System.Diagnostics.Metrics;

namespace SqueezeFlow.Grains.Symbols.History;

internal static class HistoryMetrics
{
    private static readonly Meter Meter = new("SqueezeFlow.History");

    public static readonly Counter<long> Failures = Meter.CreateCounter<long>("history.failures", "{market}", "Histories of a market that could not be loaded.");
}
