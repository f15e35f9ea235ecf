using Microsoft.Extensions.Logging;

namespace SqueezeFlow.Grains.Routing;

internal static partial class RouterLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Batch {Sequence} of {Symbol} was not taken; it is kept and sent again")]
    public static partial void CallFailed(ILogger logger, string symbol, long sequence, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Symbol}: the stop leaves a batch and {Trades} trades behind it that its grain has not taken")]
    public static partial void Left(ILogger logger, string symbol, int trades);

    [LoggerMessage(Level = LogLevel.Error, Message = "More trades wait to be stored than Router:KeptTrades allows: the oldest {Trades} are kept no longer. A silo that dies before the store works again takes them along")]
    public static partial void LetGo(ILogger logger, long trades);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Symbol} has moved or come back: it is handed {Batches} kept batches again")]
    public static partial void Repeats(ILogger logger, string symbol, int batches);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Symbol} did not say how far its trades are stored, or did not take what is kept; it is asked again")]
    public static partial void QuestionFailed(ILogger logger, string symbol, Exception exception);
}
