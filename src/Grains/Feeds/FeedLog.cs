using Microsoft.Extensions.Logging;

namespace SqueezeFlow.Grains.Feeds;

internal static partial class FeedLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Feed {Id} is closed: its owner has not renewed the lease")]
    public static partial void LeaseLost(ILogger logger, string id);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Feed {Id} has not answered its venue, it is called again: {Reason}")]
    public static partial void LeaseFailed(ILogger logger, string id, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Feed {Id} failed while it was stopped")]
    public static partial void StopFailed(ILogger logger, string id, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Exchange} could not be planned; the next try is in {Delay}")]
    public static partial void PlanFailed(ILogger logger, string exchange, TimeSpan delay, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Exchange} has given no list of markets; the next try is in {Delay}: {Cause}")]
    public static partial void NotListed(ILogger logger, string exchange, TimeSpan delay, string cause);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Exchange}: {Markets} markets on {Feeds} feeds")]
    public static partial void Planned(ILogger logger, string exchange, int markets, int feeds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Asked} is not listed; {Advice}")]
    public static partial void UnknownMarket(ILogger logger, string asked, string advice);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Supervising {What} failed; it is tried again")]
    public static partial void SuperviseFailed(ILogger logger, string what, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Exchange}: new markets: {Listed}; ended: {Ended}")]
    public static partial void Changed(ILogger logger, string exchange, IEnumerable<Core.Markets.MarketId> listed, IEnumerable<Core.Markets.MarketId> ended);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Exchange}: {Count} chosen markets are not read, {Why}: {Some} ...")]
    public static partial void Unread(ILogger logger, string exchange, int count, string why, IEnumerable<Core.Markets.MarketId> some);

    [LoggerMessage(Level = LogLevel.Information, Message = "Feed {Id} has moved to {Silo}; the connections overlapped: {Overlapped}")]
    public static partial void Moved(ILogger logger, string id, SiloAddress silo, bool overlapped);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Feed {Id} stays for the time being, {Silo} could not take it: {Reason}")]
    public static partial void NotMoved(ILogger logger, string id, SiloAddress silo, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Feed {Id} has moved, but {Silo} was not told of the overlap: its trades follow a break ({Reason})")]
    public static partial void ReleaseLost(ILogger logger, string id, SiloAddress silo, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The owner of feed {Id} has not answered whether it moves to {Silo}; it is asked again: {Reason}")]
    public static partial void CommitRepeated(ILogger logger, string id, SiloAddress silo, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The stop does not wait any longer for {Feeds}")]
    public static partial void Left(ILogger logger, IEnumerable<string> feeds);
}
