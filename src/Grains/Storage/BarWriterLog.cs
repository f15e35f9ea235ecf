using Microsoft.Extensions.Logging;

namespace SqueezeFlow.Grains.Storage;

internal static partial class BarWriterLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The bar store failed; rows wait in memory until it works again")]
    public static partial void Failed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "The bar store works again; {Rows} bars written")]
    public static partial void Recovered(ILogger logger, int rows);
}
