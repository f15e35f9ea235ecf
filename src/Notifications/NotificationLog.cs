using Microsoft.Extensions.Logging;

namespace SqueezeFlow.Notifications;

internal static partial class NotificationLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Notifications by {Channel} fail: {Problem}; each is tried again for a while")]
    public static partial void Fails(ILogger logger, string channel, string problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "Notifications by {Channel} are delivered again, after {Attempts} attempts that brought nothing")]
    public static partial void WorksAgain(ILogger logger, string channel, int attempts);

    [LoggerMessage(Level = LogLevel.Error, Message = "A notification by {Channel} was given up: {Problem}")]
    public static partial void GivenUp(ILogger logger, string channel, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Too many notifications wait for {Channel} (Notifications:QueueCapacity): the oldest are dropped and counted")]
    public static partial void Full(ILogger logger, string channel);

    [LoggerMessage(Level = LogLevel.Error, Message = "Not delivered by {Channel} before the end, and lost: {Notices}")]
    public static partial void Lost(ILogger logger, string channel, string notices);
}
