using System.Diagnostics.Metrics;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Messages;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Grains.Execution;

namespace SqueezeFlow.Grains.Tests.Execution;

/// <summary>Each verdict is measured once: its state, the rule that refused it, the time from the signal to what the account shows.</summary>
public sealed class ExecutorMetricsTests
{
    private static readonly DateTimeOffset Given = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Signal Entry = ExecutorCluster.Entry("BTC");

    [Fact]
    public void An_entry_that_was_filled_tells_the_time_to_its_position() =>
        Assert.Equal(["executor.verdicts 1 state=Filled", "executor.signal_to_open 2.5"], MeasuresOf(Verdict(Entry, IntentState.Filled)));

    [Fact]
    public void An_exit_that_was_filled_tells_the_time_to_the_end_of_its_position() =>
        Assert.Equal(
            ["executor.verdicts 1 state=Filled", "executor.exit_to_closed 2.5"],
            MeasuresOf(Verdict(SignalMapping.Close("BTC", 101, 1, "test", 1, Entry.Id, "1"), IntentState.Filled)));

    [Fact]
    public void A_signal_that_was_refused_tells_its_rule() =>
        Assert.Equal(
            ["executor.verdicts 1 state=Rejected", $"executor.refusals 1 rule={SignalRules.Room}"],
            MeasuresOf(Verdict(Entry, IntentState.Rejected) with { Refusal = new(SignalRules.Room, 5, 5) }));

    [Fact]
    public void A_verdict_without_a_rule_is_counted_as_another() =>
        Assert.Equal(["executor.verdicts 1 state=Expired", $"executor.refusals 1 rule={SignalRules.Other}"], MeasuresOf(Verdict(Entry, IntentState.Expired)));

    [Fact]
    public void Without_the_time_at_which_it_was_given_no_time_is_told() =>
        Assert.Equal(["executor.verdicts 1 state=Filled"], MeasuresOf(Verdict(Entry, IntentState.Filled) with { GivenAt = null }));

    private static InboxEntry Verdict(Signal signal, IntentState state) => new(signal, state, 1, Given.AddSeconds(2.5)) { GivenAt = Given };

    // Other tests measure at the same time, on other threads.
    private static List<string> MeasuresOf(InboxEntry verdict)
    {
        var thread = Environment.CurrentManagedThreadId;
        List<string> told = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, self) =>
            {
                if (instrument.Meter.Name == "SqueezeFlow.Executor")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Tell(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Tell(instrument, value, tags));
        listener.Start();
        ExecutorMetrics.Count(verdict);
        return told;

        void Tell(Instrument instrument, IFormattable value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (Environment.CurrentManagedThreadId == thread)
            {
                Assert.Equal(new("account", "main"), tags[^1]);
                var by = tags.Length == 1 ? "" : $" {tags[0].Key}={tags[0].Value}";
                told.Add($"{instrument.Name} {value.ToString(null, System.Globalization.CultureInfo.InvariantCulture)}{by}");
            }
        }
    }
}
