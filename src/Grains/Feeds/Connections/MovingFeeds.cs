using SqueezeFlow.Core.Notices;
using SqueezeFlow.Interfaces.Feeds;

namespace SqueezeFlow.Grains.Feeds.Connections;

/// <summary>Connections that come from another silo, or go there: the new one keeps back what it brings until the old one has ended. Safe for concurrent use.</summary>
/// <param name="feeds">What runs here.</param>
/// <param name="endings">Ends connections.</param>
/// <param name="open">Opens the connection of a feed, of a generation, for an assignment, and keeps back what it brings.</param>
/// <param name="notifier">Told to forget what it has told of a feed that goes.</param>
/// <param name="clock">Drives the waiting.</param>
internal sealed class MovingFeeds(FeedTable feeds, FeedEndings endings, Action<string, long, FeedAssignment> open, INotifier notifier, TimeProvider clock)
{
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    /// <summary>Opens the connection of a feed that is about to move here: what it brings is kept until <see cref="Release"/>.</summary>
    public void Prepare(string feedId, long epoch, FeedAssignment assignment) => open(feedId, epoch, assignment);

    /// <summary>How far the connection of a feed that is about to move here has come; null when there is none.</summary>
    public PreparedFeed? Look(string feedId, long epoch)
    {
        if (feeds.Find(feedId, epoch) is not { } feed)
        {
            return null;
        }

        feed.Renew();
        feed.Hold?.Hear();
        var confirmed = feed.Confirmed;
        return new(feed.IsConnected, feed.Misses, [.. feed.Assignment.Markets.Select(m => m.Market).Where(m => !confirmed.Contains(m)).Select(m => m.ToString())]);
    }

    /// <summary>The connection that it takes over from has ended: see <see cref="FeedHold.Release"/>.</summary>
    public void Release(string feedId, long epoch, long? misses) => feeds.Find(feedId, epoch)?.Hold?.Release(misses);

    /// <summary>What a feed has confirmed and may have missed; null when it does not run here with this generation.</summary>
    public FeedStand? StandOf(string feedId, long epoch) => feeds.Find(feedId, epoch) is { } feed ? new(feed.IsConnected, feed.Misses, feed.Confirmed) : null;

    /// <summary>
    /// Closes a connection whose work another silo goes on with, and waits until everything that it has read is counted. Its markets are read here no
    /// longer, but they are read. Answers how often it may have missed trades; null when nobody knows.
    /// </summary>
    public async Task<long?> HandOverAsync(string feedId, long epoch)
    {
        if (feeds.TakeOut(feedId, running => running == epoch) is not { } feed)
        {
            return null;
        }

        var ending = endings.End(feedId, feed);
        FeedNotices.Forget(notifier, feedId);
        var began = clock.GetTimestamp();
        while (!(ending.IsCompleted && feed.IsDelivered) && clock.GetElapsedTime(began) < LongestEnd)
        {
            await Task.Delay(BetweenLooks, clock);
        }

        // What is on its way still comes among the trades of the new connection.
        feed.MoveAway();
        return ending.IsCompleted ? feed.Misses : null;
    }
}
