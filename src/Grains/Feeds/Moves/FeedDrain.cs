using Microsoft.Extensions.Options;
using SqueezeFlow.Grains.Cluster;
using SqueezeFlow.Grains.Feeds.Connections;

namespace SqueezeFlow.Grains.Feeds.Moves;

/// <summary>Takes all feeds of a silo that leaves to the others, each with an overlap.</summary>
internal sealed class FeedDrain(ClusterMembers silos, FeedHost host, FeedMove move, IOptions<SiloOptions> options, TimeProvider clock)
{
    private const int MovesAtOnce = 16;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Feeds that are still here.</summary>
    public IReadOnlyList<string> Left => host.Owned;

    /// <summary>Ends when all are gone, or there is nobody to take them; never fails. One may come meanwhile: its owner was on its way here when this silo said that it leaves.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        // The last part of the time is for ending connections, not for waiting for others.
        using var patience = new CancellationTokenSource(options.Value.DrainTime * 0.7, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        using var places = new SemaphoreSlim(MovesAtOnce);
        while (!cancellationToken.IsCancellationRequested && !silos.IsAlone && host.Owned is { Count: > 0 } left)
        {
            var moved = await Task.WhenAll(left.Select(id => MoveAsync(id, places, either.Token)));
            if (!moved.Any(isMoved => isMoved))
            {
                await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<bool> MoveAsync(string feedId, SemaphoreSlim places, CancellationToken patience)
    {
        await places.WaitAsync(CancellationToken.None);
        try
        {
            return silos.OwnerOf(feedId) is var owner && !owner.Equals(silos.Self) && await move.MoveAsync(feedId, owner, LateMove.Goes, patience);
        }
        finally
        {
            places.Release();
        }
    }
}
