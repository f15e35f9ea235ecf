using Microsoft.Extensions.Logging;

namespace SqueezeFlow.Grains.Signals;

internal static partial class ScheduleLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "A call of the evaluation cycle timed out; it is made again")]
    public static partial void CallTimedOut(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "The evaluation of a bar failed; it is tried again until it succeeds")]
    public static partial void Failed(ILogger logger, Exception exception);
}
