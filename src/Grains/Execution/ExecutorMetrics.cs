using System.Diagnostics.Metrics;

namespace SqueezeFlow.Grains.Execution;

internal static class ExecutorMetrics
{
    private static readonly Meter Meter = new("SqueezeFlow.Executor");

    public static readonly Counter<long> Verdicts = Meter.CreateCounter<long>("executor.verdicts", "{signal}", "Signals with a final verdict.");
    public static readonly Counter<long> Results = Meter.CreateCounter<long>("executor.results", "{signal}", "Signals whose position has closed.");
    public static readonly Counter<long> Unknown = Meter.CreateCounter<long>("executor.unknown", "{order}", "Orders whose answer was lost.");
    public static readonly Counter<long> Failures = Meter.CreateCounter<long>("executor.failures", "{failure}", "Steps that failed and are tried again.");
}
