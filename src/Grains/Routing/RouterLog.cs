using Microsoft.Extensions.Logging;

namespace SqueezeFlow.Grains.Routing;

internal static partial class RouterLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Batch {Sequence} of {Symbol} was not taken; it is kept and sent again")]
    public static partial void CallFailed(ILogger logger, string symbol, long sequence, Exception exception);
}
