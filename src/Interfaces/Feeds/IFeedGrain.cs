using Orleans.Concurrency;
using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Interfaces.Feeds;

/// <summary>Owner of one connection to a venue. Key: the feed id, e.g. <c>BINANCE/0</c>.</summary>
public interface IFeedGrain : IGrainWithStringKey
{
    /// <summary>Runs this plan; repeating it changes nothing, and so does one that is earlier than what runs.</summary>
    Task AssignAsync(FeedAssignment assignment);

    /// <summary>Makes sure the connection runs on this grain's silo; called by supervisors.</summary>
    ValueTask EnsureAsync();

    /// <summary>Asks for leave to prepare a connection on another silo; null for whoever is not the owner's silo with the generation that runs.</summary>
    Task<FeedMoveTicket?> BeginMoveAsync(long epoch);

    /// <summary>The connection of that generation is ready: the grain goes to it. False when that is not the latest generation any more; repeating it changes nothing.</summary>
    Task<bool> CommitMoveAsync(long epoch);

    /// <summary>Closes the connection and opens it anew.</summary>
    ValueTask RestartAsync();

    /// <summary>State and counters; null when nothing is assigned.</summary>
    [AlwaysInterleave]
    ValueTask<FeedView?> GetViewAsync();
}
