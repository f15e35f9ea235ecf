using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Grains.Health.Probes;

/// <summary>Whether the store of bars answers, and how fast: above two seconds it is degraded.</summary>
internal sealed class StoreProbe(IBarStore bars, TimeProvider clock) : IHealthProbe
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(2);

    public bool IsRequired => true;

    public async ValueTask<HealthPart> CheckAsync(CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        var markets = await bars.ReadMarketsAsync(cancellationToken);
        var elapsed = clock.GetElapsedTime(start);
        return new(
            "store",
            elapsed > Slow ? HealthLevels.Degraded : HealthLevels.Healthy,
            $"answered in {elapsed.TotalMilliseconds:0} ms",
            new Dictionary<string, double> { ["markets"] = markets.Count, ["answer_ms"] = Math.Round(elapsed.TotalMilliseconds, 1) });
    }
}
