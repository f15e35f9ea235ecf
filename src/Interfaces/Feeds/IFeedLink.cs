using Orleans.Services;

namespace SqueezeFlow.Interfaces.Feeds;

/// <summary>What silos ask of each other's connections while feeds move; one on every silo.</summary>
public interface IFeedLink : IGrainService
{
    /// <summary>Opens the connection of a feed that is about to move here. What it brings is kept until <see cref="ReleaseAsync"/>.</summary>
    Task PrepareAsync(string feedId, long epoch, FeedAssignment assignment);

    /// <summary>How far that connection has come, and that whoever asks is there still; null when there is none.</summary>
    Task<PreparedFeed?> LookAsync(string feedId, long epoch);

    /// <summary>The connection that it takes over from has ended: what was kept goes its way.</summary>
    /// <param name="feedId">The feed.</param>
    /// <param name="epoch">Its generation.</param>
    /// <param name="misses"><see cref="PreparedFeed.Misses"/> at a time since which the other connection had every trade; null when there is no such time.</param>
    Task ReleaseAsync(string feedId, long epoch, long? misses);

    /// <summary>The feed stays where it is: the connection is closed.</summary>
    Task DropAsync(string feedId, long epoch);
}
