using System.Diagnostics.Metrics;

namespace SqueezeFlow.Grains.Symbols;

internal static class SymbolMetrics
{
    private static readonly Meter Meter = new("SqueezeFlow.Symbols");

    public static readonly Counter<long> FailedTicks = Meter.CreateCounter<long>("symbols.failed_ticks", "{call}", "Calls of the silo's clock that a symbol did not answer; they are made again.");
    public static readonly Counter<long> LeftEvaluations = Meter.CreateCounter<long>("symbols.left_evaluations", "{bar}", "Evaluations under way when a symbol left its silo; the bar is evaluated where it comes back.");
}
