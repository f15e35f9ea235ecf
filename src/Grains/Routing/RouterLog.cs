using Microsoft.Extensions.Logging;

namespace SqueezeFlow.Grains.Routing;

internal static partial class RouterLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Batch {Sequence} of {Symbol} was not taken; it is kept and sent again")]
    public static partial void CallFailed(ILogger logger, string symbol, long sequence, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Symbol}: the stop leaves a batch and {Trades} trades behind it that its grain has not taken")]
    public static partial void Left(ILogger logger, string symbol, int trades);
}
