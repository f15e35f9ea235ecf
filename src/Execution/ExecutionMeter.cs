using System.Diagnostics.Metrics;

namespace SqueezeFlow.Execution;

/// <summary>What this project counts.</summary>
internal static class ExecutionMeter
{
    private static readonly Meter Meter = new("SqueezeFlow.Execution");

    /// <summary>Time of a call to the bot, by call and outcome.</summary>
    public static readonly Histogram<double> CallDuration =
        Meter.CreateHistogram<double>("execution.call.duration", "s", "Time of a call to the bot.");

    /// <summary>Answers given to the executor, by order and verdict.</summary>
    public static readonly Counter<long> Verdicts =
        Meter.CreateCounter<long>("execution.verdicts", "{order}", "Orders by verdict.");

    /// <summary>Times that entries were paused after repeated failures.</summary>
    public static readonly Counter<long> Pauses =
        Meter.CreateCounter<long>("execution.entry.pauses", "{pause}", "Pauses of entries after repeated failures.");
}
