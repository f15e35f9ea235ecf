using SqueezeFlow.Core.Flow;
using SqueezeFlow.Silo.Service;
using SqueezeFlow.Storage;

namespace SqueezeFlow.Silo.Hosting;

/// <summary>Deletes what the store need not keep any longer, once a minute.</summary>
internal sealed partial class StorePruning(
    IStoreUpkeep store,
    IMarketClock market,
    ServiceMode mode,
    TimeProvider clock,
    ILogger<StorePruning> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!mode.IsEndless)
        {
            return;
        }

        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await PruneAsync(stoppingToken);
        }
    }

    private async Task PruneAsync(CancellationToken stoppingToken)
    {
        if (market.NowUnixMs is not { } now)
        {
            return;
        }

        try
        {
            var rows = await store.PruneAsync(now, stoppingToken);
            if (rows > 0)
            {
                LogDeleted(rows);
            }
        }
        catch (IOException failure)
        {
            HostingMetrics.PruneFailures.Add(1);
            LogFailed(failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Deleted {Rows} rows past their age.")]
    private partial void LogDeleted(long rows);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old rows could not be deleted; the next try is in a minute.")]
    private partial void LogFailed(IOException failure);
}
