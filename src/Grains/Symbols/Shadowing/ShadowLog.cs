using Microsoft.Extensions.Logging;

namespace SqueezeFlow.Grains.Symbols.Shadowing;

internal static partial class ShadowLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "{Symbol}: shadows could not take a bar; they begin their window anew with the next one, live goes on")]
    public static partial void Failed(ILogger logger, string symbol, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Symbol}: the books of shadows could not be kept; it is tried again with the next bar")]
    public static partial void NotKept(ILogger logger, string symbol, Exception exception);
}
