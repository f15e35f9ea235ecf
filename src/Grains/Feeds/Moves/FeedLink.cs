using Microsoft.Extensions.Logging.Abstractions;
using SqueezeFlow.Grains.Feeds.Connections;
using SqueezeFlow.Interfaces.Feeds;

namespace SqueezeFlow.Grains.Feeds.Moves;

/// <inheritdoc cref="IFeedLink"/>
internal sealed class FeedLink(GrainId id, Orleans.Runtime.Silo silo, FeedHost host) : GrainService(id, silo, NullLoggerFactory.Instance), IFeedLink
{
    public Task PrepareAsync(string feedId, long epoch, FeedAssignment assignment)
    {
        host.Moves.Prepare(feedId, epoch, assignment);
        return Task.CompletedTask;
    }

    public Task<PreparedFeed?> LookAsync(string feedId, long epoch) => Task.FromResult(host.Moves.Look(feedId, epoch));

    public Task ReleaseAsync(string feedId, long epoch, long? misses)
    {
        host.Moves.Release(feedId, epoch, misses);
        return Task.CompletedTask;
    }

    public Task DropAsync(string feedId, long epoch)
    {
        host.Close(feedId, epoch);
        return Task.CompletedTask;
    }
}
