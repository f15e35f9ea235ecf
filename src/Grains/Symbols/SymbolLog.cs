using Microsoft.Extensions.Logging;

namespace SqueezeFlow.Grains.Symbols;

internal static partial class SymbolLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Symbol} did not answer the silo's clock; it is called again")]
    public static partial void TickFailed(ILogger logger, string symbol, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Symbol}: the evaluation of a bar failed; it is tried again until it succeeds")]
    public static partial void EvaluationFailed(ILogger logger, string symbol, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Symbol}: another silo has taken its markets while this one was not heard of; it ends here")]
    public static partial void Lost(ILogger logger, string symbol);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Symbols} symbols belong on other silos and move there")]
    public static partial void Moves(ILogger logger, int symbols);

    [LoggerMessage(Level = LogLevel.Error, Message = "The time for leaving is over: {Symbols} symbols are here still, and {Trades} trades are not known to be stored for others; what no other silo has read is listed as missing there")]
    public static partial void Left(ILogger logger, int symbols, long trades);
}
