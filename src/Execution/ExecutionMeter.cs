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

    /// <summary>Messages of the bot's websocket, by topic; <c>other</c> for what was not asked for or cannot be read.</summary>
    public static readonly Counter<long> Messages =
        Meter.CreateCounter<long>("execution.messages", "{message}", "Messages of the bot's websocket.");

    /// <summary>Connections to the bot's websocket that ended or did not come about.</summary>
    public static readonly Counter<long> Disconnects =
        Meter.CreateCounter<long>("execution.messages.disconnects", "{connection}", "Connections to the bot's websocket that ended or did not come about.");

    /// <summary>Times that the executor could not be told of a message.</summary>
    public static readonly Counter<long> Unheard =
        Meter.CreateCounter<long>("execution.messages.unheard", "{message}", "Times that the executor could not be told of a message.");

    /// <summary>Times that entries were paused after repeated failures.</summary>
    public static readonly Counter<long> Pauses =
        Meter.CreateCounter<long>("execution.entry.pauses", "{pause}", "Pauses of entries after repeated failures.");
}
