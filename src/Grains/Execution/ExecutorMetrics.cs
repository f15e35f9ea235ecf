using System.Diagnostics.Metrics;
using SqueezeFlow.Core.Signals.Trail;

namespace SqueezeFlow.Grains.Execution;

internal static class ExecutorMetrics
{
    private static readonly Meter Meter = new("SqueezeFlow.Executor");

    private static readonly InstrumentAdvice<double> Latencies = new()
    {
        HistogramBucketBoundaries = [0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1_800],
    };

    public static readonly Counter<long> Verdicts = Meter.CreateCounter<long>("executor.verdicts", "{signal}", "Signals with a final verdict.");
    public static readonly Counter<long> Results = Meter.CreateCounter<long>("executor.results", "{signal}", "Signals whose position has closed.");
    public static readonly Counter<long> Unknown = Meter.CreateCounter<long>("executor.unknown", "{order}", "Orders whose answer was lost.");
    public static readonly Counter<long> Failures = Meter.CreateCounter<long>("executor.failures", "{failure}", "Steps that failed and are tried again.");
    public static readonly UpDownCounter<long> Outstanding = Meter.CreateUpDownCounter<long>("executor.exits.outstanding", "{exit}", "Exits that were tried and are not done.");
    public static readonly Counter<long> Orphans = Meter.CreateCounter<long>("executor.orphans", "{position}", "Positions that came although their signal had been booked as not opened.");
    public static readonly Counter<long> Refusals = Meter.CreateCounter<long>("executor.refusals", "{signal}", "Signals that a rule refused, by rule.");
    public static readonly Histogram<double> Opened = Meter.CreateHistogram(
        "executor.signal_to_open", "s", "From the signal of an entry to its position, as the account shows it.", advice: Latencies);

    public static readonly Histogram<double> Closed = Meter.CreateHistogram(
        "executor.exit_to_closed", "s", "From the signal of an exit to the end of its position, as the account shows it.", advice: Latencies);

    public static readonly Counter<long> Lost = Meter.CreateCounter<long>("executor.lost", "{position}", "Positions that the account knows no more.");

    /// <summary>Counts a verdict: its state, the rule that it rests on, the time that it took.</summary>
    public static void Count(InboxEntry verdict)
    {
        Verdicts.Add(1, new KeyValuePair<string, object?>("state", verdict.State.ToString()));
        if (verdict.State != IntentState.Filled)
        {
            Refusals.Add(1, new KeyValuePair<string, object?>("rule", verdict.Refusal?.Rule ?? RefusalRules.Other));
        }
        else if (verdict.LatencySeconds() is { } seconds)
        {
            (verdict.IsEntry ? Opened : Closed).Record(seconds);
        }
    }
}
