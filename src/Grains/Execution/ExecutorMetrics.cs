using System.Diagnostics.Metrics;

namespace SqueezeFlow.Grains.Execution;

internal static class ExecutorMetrics
{
    private static readonly Meter Meter = new("SqueezeFlow.Executor");

    public static readonly Counter<long> Verdicts = Meter.CreateCounter<long>("executor.verdicts", "{signal}", "Signals with a final verdict.");
    public static readonly Counter<long> Results = Meter.CreateCounter<long>("executor.results", "{signal}", "Signals whose position has closed.");
    public static readonly Counter<long> Unknown = Meter.CreateCounter<long>("executor.unknown", "{order}", "Orders whose answer was lost.");
    public static readonly Counter<long> Failures = Meter.CreateCounter<long>("executor.failures", "{failure}", "Steps that failed and are tried again.");
    public static readonly UpDownCounter<long> Outstanding = Meter.CreateUpDownCounter<long>("executor.exits.outstanding", "{exit}", "Exits that were tried and are not done.");
    public static readonly Counter<long> Orphans = Meter.CreateCounter<long>("executor.orphans", "{position}", "Positions that came although their signal had been booked as not opened.");
    public static readonly Counter<long> Lost = Meter.CreateCounter<long>("executor.lost", "{position}", "Positions that the account knows no more.");
}
