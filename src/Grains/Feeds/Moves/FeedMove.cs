using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Grains.Cluster;
using SqueezeFlow.Grains.Feeds.Connections;
using SqueezeFlow.Interfaces.Feeds;

namespace SqueezeFlow.Grains.Feeds.Moves;

/// <summary>
/// Takes a feed of this silo to another one with an overlap. The new connection keeps what it brings; when it has every subscription that the old one has,
/// the grain goes to it, the old one closes and what it has read is counted, and only then goes what was kept its way: trades come in order, what came twice
/// has ids to tell, and a hole is named where the two did not overlap.
/// </summary>
internal sealed class FeedMove(FeedHost host, IGrainFactory grains, SiloClient<IFeedLink> links, TimeProvider clock, ILogger<FeedMove> logger)
{
    private const int CommitTries = 3;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    /// <summary>Moves a feed; false when it stays, for whatever reason.</summary>
    /// <param name="feedId">The feed.</param>
    /// <param name="to">Where it belongs.</param>
    /// <param name="whenLate">What to do when the new connection has not every subscription in time.</param>
    /// <param name="patience">Cancelled when that time is over.</param>
    public async Task<bool> MoveAsync(string feedId, SiloAddress to, LateMove whenLate, CancellationToken patience)
    {
        if (host.EpochOf(feedId) is not { } epoch)
        {
            return false;
        }

        FeedMoveTicket? ticket = null;
        try
        {
            var grain = grains.GetGrain<IFeedGrain>(feedId);
            ticket = await grain.BeginMoveAsync(epoch);
            return ticket is not null && await MoveAsync(new(feedId, epoch, ticket.Epoch, to), grain, ticket.Assignment, whenLate, patience);
        }
        catch (Exception e)
        {
            // It goes on here; a connection there that nobody asks for any more closes by itself.
            FeedMetrics.MoveFailures.Add(1);
            FeedLog.NotMoved(logger, feedId, to, e.Message);
            return false;
        }
    }

    private async Task<bool> MoveAsync(Way way, IFeedGrain grain, FeedAssignment assignment, LateMove whenLate, CancellationToken patience)
    {
        var target = links.Of(way.To);
        await target.PrepareAsync(way.FeedId, way.NewEpoch, assignment);
        var overlap = await WaitAsync(way, target, patience);
        if (overlap is null && whenLate == LateMove.Stays)
        {
            await target.DropAsync(way.FeedId, way.NewEpoch);
            FeedMetrics.MoveFailures.Add(1);
            FeedLog.NotMoved(logger, way.FeedId, way.To, "it has not every subscription in time");
            return false;
        }

        if (!await CommitAsync(way, grain))
        {
            await target.DropAsync(way.FeedId, way.NewEpoch);
            return false;
        }

        var missed = await host.Moves.HandOverAsync(way.FeedId, way.Epoch);
        var isWhole = overlap is { } both && both.Old == missed;
        isWhole &= await ReleaseAsync(way, target, isWhole ? overlap!.Value.New : null);
        FeedMetrics.Moves.Add(1, new KeyValuePair<string, object?>("overlapped", isWhole));
        FeedLog.Moved(logger, way.FeedId, way.To, isWhole);
        return true;
    }

    // How often each of the two may have missed something before a moment at which both had everything; null when there was none in time.
    private async Task<(long Old, long New)?> WaitAsync(Way way, IFeedLink target, CancellationToken patience)
    {
        while (!patience.IsCancellationRequested)
        {
            var prepared = await target.LookAsync(way.FeedId, way.NewEpoch) ?? throw new InvalidOperationException("its connection there is gone");
            var stand = host.Moves.StandOf(way.FeedId, way.Epoch) ?? throw new InvalidOperationException("another connection has taken its place here");
            if (prepared.IsConnected && stand.IsConnected && !prepared.Unconfirmed.Any(market => stand.Confirmed.Contains(MarketId.Parse(market))))
            {
                return (stand.Misses, prepared.Misses);
            }

            if (prepared.IsConnected && !stand.IsConnected && prepared.Unconfirmed.Count == 0)
            {
                // Nothing is to be had here: it is better there, whatever was missed.
                return (long.MinValue, prepared.Misses);
            }

            await Task.Delay(BetweenLooks, clock, patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return null;
    }

    // Where the word does not arrive, what was kept goes its way by itself, after a break.
    private async Task<bool> ReleaseAsync(Way way, IFeedLink target, long? misses)
    {
        try
        {
            await target.ReleaseAsync(way.FeedId, way.NewEpoch, misses);
            return true;
        }
        catch (Exception e)
        {
            FeedMetrics.LostReleases.Add(1);
            FeedLog.ReleaseLost(logger, way.FeedId, way.To, e.Message);
            return false;
        }
    }

    // Whether an answer that was lost was a yes, only the next one tells.
    private async Task<bool> CommitAsync(Way way, IFeedGrain grain)
    {
        for (var i = 1; ; i++)
        {
            try
            {
                return await grain.CommitMoveAsync(way.NewEpoch);
            }
            catch (Exception e) when (i < CommitTries)
            {
                FeedMetrics.CommitsRepeated.Add(1);
                FeedLog.CommitRepeated(logger, way.FeedId, way.To, e.Message);
            }
        }
    }

    private readonly record struct Way(string FeedId, long Epoch, long NewEpoch, SiloAddress To);
}
