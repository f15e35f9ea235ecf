using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SqueezeFlow.Grains.Cluster;
using SqueezeFlow.Grains.Feeds;
using SqueezeFlow.Grains.Feeds.Moves;
using SqueezeFlow.Grains.Routing;
using SqueezeFlow.Grains.Storage;
using SqueezeFlow.Grains.Symbols;

namespace SqueezeFlow.Grains.Leaving;

/// <summary>
/// Before anything of this silo stops: says that it leaves, takes its feeds to the others, each with an overlap, and waits until its symbols have gone there too and all that was
/// read here is stored for the others. Where there are no others nothing is done: a stop is as short as ever.
/// </summary>
/// <remarks>What is not done within <see cref="SiloOptions.DrainTime"/> is left as if the silo had died then: what others read too is counted, the rest is listed and searched for.</remarks>
internal sealed class SiloDrain(
    ClusterMembers silos,
    SiloLinks links,
    FeedDrain feeds,
    SymbolTicker symbols,
    TradeRouter router,
    BarWriter writer,
    IOptions<SiloOptions> options,
    TimeProvider clock,
    ILogger<SiloDrain> logger,
    KeptTrades? kept = null)
    : IHostedLifecycleService
{
    private static readonly TimeSpan TellTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

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

        await feeds.DrainAsync(either.Token).WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (feeds.Left is { Count: > 0 } left && !silos.IsAlone)
        {
            FeedMetrics.Left.Add(left.Count);
            FeedLog.Left(logger, left);
        }

        if (kept is not null)
        {
            await HandOverAsync(either.Token);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Symbols are sent away by the mover, which goes on meanwhile. Whoever is left alone keeps them.
    private async Task HandOverAsync(CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var handingOver = router.HandOverAsync(over.Token);
        while (!cancellationToken.IsCancellationRequested && !silos.IsAlone && !(symbols.Present.Count == 0 && handingOver.IsCompleted))
        {
            await Task.Delay(Look, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await over.CancelAsync();
        await handingOver.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!silos.IsAlone)
        {
            Task storing = writer.StoredAsync(options.Value.DrainTime, cancellationToken);
            await storing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            TellLeft();
        }
    }

    private void TellLeft()
    {
        if ((symbols.Present.Count, router.Unstored) is var (present, unstored) && (present > 0 || unstored > 0))
        {
            SymbolMetrics.Left.Add(present);
            SymbolLog.Left(logger, present, unstored);
        }
    }
}
