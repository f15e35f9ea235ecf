using SqueezeFlow.Core.Notices;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Grains.Health.Probes;
using SqueezeFlow.Silo.Health.Parts;

namespace SqueezeFlow.Silo.Health;

/// <summary>Asks all parts every 10 seconds for the metrics, and on demand for the API, where an answer of the last second will do.</summary>
internal sealed class HealthMonitor(HealthCheck check, INotifier notifier, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly ReadinessGate _readiness = new();
    private readonly PartAges _ages = new(clock);
    private long _checkedAt;

    /// <summary>The last answer; null before the first.</summary>
    public HealthView? Last { get; private set; }

    /// <summary>The last answer, whatever a part that is slow now makes of the next one; before the first it is waited for.</summary>
    public async Task<HealthView> SeenAsync(CancellationToken cancellationToken) => Last ?? await ReadAsync(cancellationToken);

    /// <summary>Health now.</summary>
    public async Task<HealthView> ReadAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (Last is null || clock.GetElapsedTime(_checkedAt) > Fresh)
            {
                var view = await check.RunAsync(cancellationToken);
                Last = view with { Ready = _readiness.Note(view.Ready), Parts = _ages.Note(view.Parts) };
                _checkedAt = clock.GetTimestamp();
                ReadinessNotice.Tell(notifier, Last);
            }

            return Last;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _gate.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await ReadAsync(stoppingToken);
        }
    }
}
