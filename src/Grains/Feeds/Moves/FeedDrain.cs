using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SqueezeFlow.Grains.Cluster;
using SqueezeFlow.Grains.Feeds.Connections;

namespace SqueezeFlow.Grains.Feeds.Moves;

/// <summary>
/// Before anything of this silo stops: says that it leaves, and takes its feeds to the others, each with an overlap. Where there are no others nothing is done:
/// a stop is as short as ever.
/// </summary>
internal sealed class FeedDrain(
    ClusterMembers silos, SiloLinks links, FeedHost host, FeedMove move, IOptions<SiloOptions> options, TimeProvider clock, ILogger<FeedDrain> logger)
    : IHostedLifecycleService
{
    private const int MovesAtOnce = 16;

    private static readonly TimeSpan TellTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested || silos.IsAlone || options.Value.DrainTime == TimeSpan.Zero)
        {
            return;
        }

        using var limit = new CancellationTokenSource(options.Value.DrainTime, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using (var telling = new CancellationTokenSource(TellTime, clock))
        {
            await links.LeaveAsync(telling.Token);
        }

        await DrainAsync(either.Token).WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (host.Owned is { Count: > 0 } left && !silos.IsAlone)
        {
            FeedMetrics.Left.Add(left.Count);
            FeedLog.Left(logger, left);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Never fails. A feed may come meanwhile: its owner was on its way here when this silo said that it leaves.
    private async Task DrainAsync(CancellationToken cancellationToken)
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
