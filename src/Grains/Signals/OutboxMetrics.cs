using System.Diagnostics.Metrics;

namespace SqueezeFlow.Grains.Signals;

internal static class OutboxMetrics
{
    private static readonly Meter Meter = new("SqueezeFlow.Signals");

    public static readonly Counter<long> Given = Meter.CreateCounter<long>("signals.given", "{signal}", "Signals given by the strategy.");
    public static readonly Counter<long> External = Meter.CreateCounter<long>("signals.external", "{signal}", "Signals taken from outside.");
    public static readonly Counter<long> Refused = Meter.CreateCounter<long>("signals.refused", "{signal}", "Signals that the last check refused.");
    public static readonly Counter<long> Failures = Meter.CreateCounter<long>("signals.send_failures", "{call}", "Nudges that failed; the outbox sends again.");
    public static readonly Counter<long> Evaluations = Meter.CreateCounter<long>("strategy.evaluations", "{bar}", "Bars evaluated.");
    public static readonly Counter<long> EvaluationFailures = Meter.CreateCounter<long>("strategy.evaluation_failures", "{bar}", "Evaluations that failed and were tried again.");
}
