using Microsoft.Extensions.Logging;
using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Exchanges.Feeds.Connections;

/// <summary>What a connection writes to the log: a line per change, samples of what it refused.</summary>
internal static partial class ConnectionLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Feed} connected to {Address} for {Markets} markets")]
    public static partial void Connected(ILogger logger, string feed, string address, int markets);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Feed} lost its connection: {Reason}; next attempt in {Delay}")]
    public static partial void Lost(ILogger logger, string feed, string reason, TimeSpan delay);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Feed} stopped")]
    public static partial void Stopped(ILogger logger, string feed);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Feed} failed in what handles its frames; next attempt in {Delay}")]
    public static partial void Failed(ILogger logger, string feed, TimeSpan delay, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Feed} failed in what it does by time; its connection is replaced")]
    public static partial void FailedByTime(ILogger logger, string feed, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Feed} refused a frame ({Kind}; {Refused} so far): {Excerpt}")]
    public static partial void Refused(ILogger logger, string feed, FrameKind kind, long refused, string excerpt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Feed}: {Markets} markets are acknowledged at {Address}, but no trade has come yet: is this the right route?")]
    public static partial void Silent(ILogger logger, string feed, int markets, string address);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Feed} has no confirmed subscription to {Market}: {Reason}")]
    public static partial void Unconfirmed(ILogger logger, string feed, string market, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{FeedId} is renewed, a second connection is opened before this one ends: {Reason}")]
    public static partial void Renewing(ILogger logger, string feedId, string reason);
}
