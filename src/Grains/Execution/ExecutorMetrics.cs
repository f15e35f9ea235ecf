using System.Diagnostics.Metrics;
using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Core.Signals.Trail;

namespace SqueezeFlow.Grains.Execution;

internal static class ExecutorMetrics
{
    private static readonly Meter Meter = new("SqueezeFlow.Executor");

    private static readonly InstrumentAdvice<double> Latencies = new()
    {
        HistogramBucketBoundaries = [0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1_800],
    };

    public static readonly AccountMeasure<long> Verdicts = AccountMeasure<long>.Of(Meter.CreateCounter<long>("executor.verdicts", "{signal}", "Signals with a final verdict."));
    public static readonly AccountMeasure<long> Results = AccountMeasure<long>.Of(Meter.CreateCounter<long>("executor.results", "{signal}", "Signals whose position has closed."));
    public static readonly AccountMeasure<long> Unknown = AccountMeasure<long>.Of(Meter.CreateCounter<long>("executor.unknown", "{order}", "Orders whose answer was lost."));
    public static readonly AccountMeasure<long> Failures = AccountMeasure<long>.Of(Meter.CreateCounter<long>("executor.failures", "{failure}", "Steps that failed and are tried again."));
    public static readonly AccountMeasure<long> Outstanding = AccountMeasure<long>.Of(Meter.CreateUpDownCounter<long>("executor.exits.outstanding", "{exit}", "Exits that were tried and are not done."));
    public static readonly AccountMeasure<long> Orphans = AccountMeasure<long>.Of(Meter.CreateCounter<long>("executor.orphans", "{position}", "Positions that came although their signal had been booked as not opened."));
    public static readonly AccountMeasure<long> Refusals = AccountMeasure<long>.Of(Meter.CreateCounter<long>("executor.refusals", "{signal}", "Signals that a rule refused, by rule."));
    public static readonly AccountMeasure<double> Opened = AccountMeasure<double>.Of(Meter.CreateHistogram(
        "executor.signal_to_open", "s", "From the signal of an entry to its position, as the account shows it.", advice: Latencies));

    public static readonly AccountMeasure<double> Closed = AccountMeasure<double>.Of(Meter.CreateHistogram(
        "executor.exit_to_closed", "s", "From the signal of an exit to the end of its position, as the account shows it.", advice: Latencies));

    public static readonly AccountMeasure<long> Lost = AccountMeasure<long>.Of(Meter.CreateCounter<long>("executor.lost", "{position}", "Positions that the account knows no more."));

    private static readonly AsyncLocal<string?> Executor = new();

    /// <summary>The account that is measured for.</summary>
    public static string Account => Executor.Value ?? AccountNames.Main;

    /// <summary>From here on it is measured for an account.</summary>
    public static void CountFor(string account) => Executor.Value = account;

    /// <summary>Counts a verdict: its state, the rule that it rests on, the time that it took.</summary>
    public static void Count(InboxEntry verdict)
    {
        Verdicts.Add(1, new KeyValuePair<string, object?>("state", verdict.State.ToString()));
        if (verdict.State != IntentState.Filled)
        {
            Refusals.Add(1, new KeyValuePair<string, object?>("rule", verdict.Refusal?.Rule ?? SignalRules.Other));
        }
        else if (verdict.LatencySeconds() is { } seconds)
        {
            (verdict.IsEntry ? Opened : Closed).Add(seconds);
        }
    }
}

/// <summary>Measures by account: that of the executor whose call or timer led here, elsewhere main.</summary>
internal sealed class AccountMeasure<T>(Action<T, KeyValuePair<string, object?>[]> add)
    where T : struct
{
    public static AccountMeasure<T> Of(Counter<T> counter) => new((value, tags) => counter.Add(value, tags));

    public static AccountMeasure<T> Of(UpDownCounter<T> counter) => new((value, tags) => counter.Add(value, tags));

    public static AccountMeasure<T> Of(Histogram<T> histogram) => new((value, tags) => histogram.Record(value, tags));

    public void Add(T value, params ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        add(value, [.. tags, new("account", ExecutorMetrics.Account)]);
}
