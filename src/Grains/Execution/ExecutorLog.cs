using Microsoft.Extensions.Logging;

namespace SqueezeFlow.Grains.Execution;

internal static partial class ExecutorLog
{
    /// <summary>Stands for the id of a trade that is not known.</summary>
    public const string NoTrade = "none";

    [LoggerMessage(Level = LogLevel.Information, Message = "Signal {Id}: {Verdict}")]
    public static partial void Verdict(ILogger logger, string id, string verdict);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A step of signal {Id} failed; it is tried again")]
    public static partial void StepFailed(ILogger logger, string id, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Exit {Id} could not be kept as sent; it is sent all the same")]
    public static partial void ExitNotKept(ILogger logger, string id, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Exit {Id} of position {TradeId} is outstanding: {Reason}; it is tried until the position is gone")]
    public static partial void ExitOutstanding(ILogger logger, string id, string tradeId, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Exit {Id} is outstanding no more, after {Seconds:0} s: {Verdict}")]
    public static partial void ExitDone(ILogger logger, string id, double seconds, string verdict);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The verdict on {Id} could not be passed on; the outbox will ask again")]
    public static partial void AckFailed(ILogger logger, string id, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Closing position {TradeId} by hand failed")]
    public static partial void CloseFailed(ILogger logger, string tradeId, Exception exception);
}
