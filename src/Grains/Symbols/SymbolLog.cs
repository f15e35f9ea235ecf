using Microsoft.Extensions.Logging;

namespace SqueezeFlow.Grains.Symbols;

internal static partial class SymbolLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Symbol} did not answer the silo's clock; it is called again")]
    public static partial void TickFailed(ILogger logger, string symbol, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Symbol}: the evaluation of a bar failed; it is tried again until it succeeds")]
    public static partial void EvaluationFailed(ILogger logger, string symbol, Exception exception);
}
