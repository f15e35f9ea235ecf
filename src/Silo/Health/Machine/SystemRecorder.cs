using SqueezeFlow.Core.Api;
using SqueezeFlow.Storage.Influx.Records;

namespace SqueezeFlow.Silo.Health.Machine;

/// <summary>Keeps the figures of this process and its machine in the store, every ten seconds.</summary>
internal sealed class SystemRecorder(HealthMonitor monitor, InfluxSystemFigures store, ILocalSiloDetails silo, TimeProvider clock) : BackgroundService
{
    /// <summary>Between two points.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await RecordAsync(stoppingToken);
        }
    }

    private async Task RecordAsync(CancellationToken stoppingToken)
    {
        if (monitor.Last?.Parts.FirstOrDefault(part => part.Name == SystemFigures.Part)?.Figures is not { Count: > 0 } figures)
        {
            return;
        }

        try
        {
            await store.WriteAsync(Environment.MachineName, silo.Name, figures, clock.GetUtcNow(), stoppingToken);
        }
        catch (IOException)
        {
            // The part of the spool says what is wrong with it; the next figures follow in ten seconds.
            MachineMetrics.Unkept.Add(1);
        }
    }
}
