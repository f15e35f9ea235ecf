using Microsoft.Extensions.Logging;

namespace SqueezeFlow.Grains.Signals;

internal static partial class OutboxLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Signal {Id} could not be handed over; the outbox sends it again")]
    public static partial void NudgeFailed(ILogger logger, string id, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "Signal {Id} at {Price} with score {Score}")]
    public static partial void Given(ILogger logger, string id, double price, double score);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Signal {Id} was refused: {Codes}")]
    public static partial void Refused(ILogger logger, string id, string codes);
}
