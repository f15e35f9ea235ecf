using Microsoft.Extensions.Logging;

namespace SqueezeFlow.Grains.Signals;

internal static partial class ScheduleLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "A call of the evaluation cycle timed out; it is made again")]
    public static partial void CallTimedOut(ILogger logger, Exception exception);
}
