using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SqueezeFlow.Exchanges.Rest.Limits;

namespace SqueezeFlow.Grains.Cluster;

/// <summary>
/// Keeps the silos of a cluster together within what venues allow from one address: each uses an even part, which needs no word between them and holds while
/// they cannot reach each other; and when a venue refuses one of them, all stay away for as long.
/// </summary>
internal sealed class LimitSharing(ClusterMembers silos, SiloLinks links, SharedLimits limits, IOptions<SiloOptions> options, TimeProvider clock) : BackgroundService
{
    private const int MostClosures = 1_000;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly Channel<VenueClosure> _refused =
        Channel.CreateBounded<VenueClosure>(new BoundedChannelOptions(MostClosures) { FullMode = BoundedChannelFullMode.DropOldest });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.SharedAddress)
        {
            return;
        }

        limits.Refused += Note;
        try
        {
            await Task.WhenAll(TellAsync(stoppingToken), ShareAsync(stoppingToken));
        }
        finally
        {
            limits.Refused -= Note;
        }
    }

    // Silos that are about to leave use their part to the end.
    private async Task ShareAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        do
        {
            limits.Share = 1.0 / Math.Max(1, silos.Active.Count);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TellAsync(CancellationToken stoppingToken)
    {
        await foreach (var closure in _refused.Reader.ReadAllAsync(stoppingToken))
        {
            await links.RefuseAsync(closure).WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Note(VenueClosure closure) => _refused.Writer.TryWrite(closure);
}
