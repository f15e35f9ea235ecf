using Microsoft.Extensions.Logging;

namespace SqueezeFlow.Grains.Execution;

internal static partial class ExecutorLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Signal {Id}: {Verdict}")]
    public static partial void Verdict(ILogger logger, string id, string verdict);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A step of signal {Id} failed; it is tried again")]
    public static partial void StepFailed(ILogger logger, string id, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The verdict on {Id} could not be passed on; the outbox will ask again")]
    public static partial void AckFailed(ILogger logger, string id, Exception exception);
}
