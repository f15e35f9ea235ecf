using Microsoft.Extensions.Logging;

namespace SqueezeFlow.Grains.Execution.Watch;

internal static partial class WatchLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The account cannot be compared with what is known here: {Reason}; it is tried again")]
    public static partial void Away(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The account answers again")]
    public static partial void Back(ILogger logger);

    [LoggerMessage(Level = LogLevel.Error, Message = "What the account shows cannot be written to the inbox; it is acted on, and written with a later look")]
    public static partial void NotKept(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "Signal {Id}: its position {TradeId} was closed, by our exit or by other hands: {Reason}")]
    public static partial void Ended(ILogger logger, string id, string tradeId, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Signal {Id}: its position {TradeId} is neither open nor among the latest closed ones of the account: was its database replaced?")]
    public static partial void Lost(ILogger logger, string id, string tradeId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Signal {Id}: the account shows its position, as {TradeId}; it was known as {Known}")]
    public static partial void Found(ILogger logger, string id, string tradeId, string known);

    [LoggerMessage(Level = LogLevel.Error, Message = "Signal {Id}: position {TradeId} came although it had been booked as {Verdict}; what becomes of it: {Action}")]
    public static partial void Orphan(ILogger logger, string id, string tradeId, string verdict, OrphanAction action);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Position {TradeId} of {Coin} is of a signal of ours ({Tag}) that is not on record here: it is watched like any other")]
    public static partial void Adopted(ILogger logger, string tradeId, string coin, string tag);

    [LoggerMessage(Level = LogLevel.Information, Message = "Position {TradeId} of {Coin} is not ours (tag '{Tag}'): it counts for the limits and is never touched")]
    public static partial void Foreign(ILogger logger, string tradeId, string coin, string tag);

    [LoggerMessage(Level = LogLevel.Error, Message = "More than one position of {Coin} is open: {Positions}")]
    public static partial void Doubled(ILogger logger, string coin, string positions);
}
