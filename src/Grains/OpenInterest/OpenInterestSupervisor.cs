using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SqueezeFlow.Interfaces.OpenInterest;

namespace SqueezeFlow.Grains.OpenInterest;

/// <summary>Keeps the venues polled and the coins summed, whichever silo they live on. Every silo has one; grains live once.</summary>
internal sealed class OpenInterestSupervisor(
    IGrainFactory grains, OpenInterestVenues venues, TimeProvider clock, ILogger<OpenInterestSupervisor> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (venues.Coins.Count == 0 || venues.Exchanges.Count == 0)
        {
            return;
        }

        using var timer = new PeriodicTimer(Period, clock);
        do
        {
            foreach (var exchange in venues.Exchanges)
            {
                await TryAsync(exchange, grains.GetGrain<IOpenInterestVenueGrain>(exchange).EnsureAsync().AsTask(), stoppingToken);
            }

            foreach (var symbol in venues.Coins)
            {
                await TryAsync(symbol, grains.GetGrain<IOpenInterestGrain>(symbol).EnsureAsync(), stoppingToken);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TryAsync(string what, Task call, CancellationToken stoppingToken)
    {
        try
        {
            await call.WaitAsync(stoppingToken);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            OpenInterestMetrics.SuperviseFailures.Add(1);
            OpenInterestLog.SuperviseFailed(logger, what, e);
        }
    }
}
