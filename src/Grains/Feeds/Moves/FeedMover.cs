using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using SqueezeFlow.Grains.Cluster;
using SqueezeFlow.Grains.Feeds.Connections;

namespace SqueezeFlow.Grains.Feeds.Moves;

/// <summary>
/// Takes feeds of this silo to where they belong, some at a time, once the silos of the cluster have been the same for a while: a silo that joins has its share
/// soon, one that only flickers moves nothing. Alone in its cluster it does nothing.
/// </summary>
internal sealed class FeedMover(ClusterMembers silos, FeedHost host, FeedMove move, TimeProvider clock) : BackgroundService
{
    private const int MovesAtOnce = 4;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SettledAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(30);

    private readonly MoveTurns _turns = new(MovesAtOnce, PauseAfterFailure, clock);
    private readonly ConcurrentDictionary<string, Task> _underWay = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (silos.StableFor >= SettledAfter && !silos.IsAlone && !silos.IsLeaving(silos.Self))
                {
                    Begin(stoppingToken);
                }
            }
        }
        finally
        {
            await Task.WhenAll(_underWay.Values);
        }
    }

    private void Begin(CancellationToken stoppingToken)
    {
        var owners = host.Owned.Select(id => (Id: id, Owner: silos.OwnerOf(id))).Where(feed => !feed.Owner.Equals(silos.Self)).ToDictionary(feed => feed.Id, feed => feed.Owner);
        foreach (var id in _turns.Take(owners.Keys))
        {
            _underWay[id] = MoveAsync(id, owners[id], stoppingToken);
        }

        foreach (var (id, task) in _underWay.Where(item => item.Value.IsCompleted))
        {
            _underWay.TryRemove(new(id, task));
        }
    }

    // Never fails. One that stays is not tried again at once: whatever was wrong with its new silo is likely to be so still.
    private async Task MoveAsync(string feedId, SiloAddress owner, CancellationToken stoppingToken)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stoppingToken);
        _turns.End(feedId, await move.MoveAsync(feedId, owner, LateMove.Stays, either.Token));
    }
}
