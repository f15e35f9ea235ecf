using System.Collections.Concurrent;
using SqueezeFlow.Interfaces.Feeds;

namespace SqueezeFlow.Grains.Feeds.Connections;

/// <summary>The connections that run on one silo, of each feed the latest generation. Safe for concurrent use.</summary>
internal sealed class FeedTable
{
    private readonly ConcurrentDictionary<string, RunningFeed> _feeds = new(StringComparer.Ordinal);
    private readonly Lock _changing = new();
    private bool _isClosed;

    /// <summary>All of them, by the feed's id in ordinal order.</summary>
    public IEnumerable<KeyValuePair<string, RunningFeed>> All => _feeds.ToArray().OrderBy(feed => feed.Key, StringComparer.Ordinal);

    /// <summary>What runs of a feed; null when nothing does.</summary>
    public RunningFeed? Find(string feedId) => _feeds.GetValueOrDefault(feedId);

    /// <summary>What runs of a feed with this generation; null when nothing does.</summary>
    public RunningFeed? Find(string feedId, long epoch) => Find(feedId) is { } feed && feed.Epoch == epoch ? feed : null;

    /// <summary>
    /// Lets a generation of a feed begin: what runs of it from now on, and the earlier one in whose place it does. What runs with this generation already goes on with what its owner wants
    /// now; of an earlier one than what runs nothing begins.
    /// </summary>
    /// <param name="feedId">The feed.</param>
    /// <param name="epoch">The generation.</param>
    /// <param name="assignment">What its owner wants.</param>
    /// <param name="isHeld">Whether it is to take over from a connection of another silo.</param>
    /// <param name="start">Begins it.</param>
    public (RunningFeed? Begun, RunningFeed? Earlier) Begin(string feedId, long epoch, FeedAssignment assignment, bool isHeld, Func<RunningFeed> start)
    {
        lock (_changing)
        {
            // Grains outlive it: nobody would close what they begin after the end.
            if (_isClosed)
            {
                return default;
            }

            var earlier = Find(feedId);
            if (earlier?.Epoch > epoch)
            {
                return default;
            }

            if (earlier?.Epoch == epoch)
            {
                earlier.Adopt(assignment);
                return (earlier, null);
            }

            if (!isHeld)
            {
                // The connection that it was to take over from is gone: what it has kept back is nowhere else.
                earlier?.Hold?.Release(null);
            }

            return (_feeds[feedId] = start(), earlier);
        }
    }

    /// <summary>Reads other markets on a connection of this generation that goes on.</summary>
    public void Change(string feedId, long epoch, FeedAssignment assignment)
    {
        lock (_changing)
        {
            Find(feedId, epoch)?.Change(assignment);
        }
    }

    /// <summary>Takes out what runs of a feed if its generation is meant; null when it is not.</summary>
    public RunningFeed? TakeOut(string feedId, Func<long, bool> isMeant)
    {
        lock (_changing)
        {
            return Find(feedId) is { } feed && isMeant(feed.Epoch) && _feeds.TryRemove(feedId, out _) ? feed : null;
        }
    }

    /// <summary>Takes out this connection, never one that came meanwhile, if it is over.</summary>
    public bool TakeOut(string feedId, RunningFeed feed, Func<RunningFeed, bool> isOver)
    {
        lock (_changing)
        {
            return isOver(feed) && _feeds.TryRemove(new KeyValuePair<string, RunningFeed>(feedId, feed));
        }
    }

    /// <summary>Does something unless the feed runs; while it is done none begins.</summary>
    public void UnlessRunning(string feedId, Action act)
    {
        lock (_changing)
        {
            if (!_feeds.ContainsKey(feedId))
            {
                act();
            }
        }
    }

    /// <summary>Nothing begins any more.</summary>
    public void Close()
    {
        lock (_changing)
        {
            _isClosed = true;
        }
    }
}
