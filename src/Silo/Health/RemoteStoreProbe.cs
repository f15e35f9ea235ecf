using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Grains.Health;

namespace SqueezeFlow.Silo.Health;

/// <summary>
/// Whether bars can be read of a store behind a network: degraded while they cannot, or not within two seconds. Never worse: what is counted waits on disk meanwhile, and
/// nothing but reading rests on it.
/// </summary>
internal sealed class RemoteStoreProbe(IBarStore bars, TimeProvider clock) : IHealthProbe
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(2);

    // Before the check itself gives up.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(4);

    public bool IsRequired => false;

    public async ValueTask<HealthPart> CheckAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var start = clock.GetTimestamp();
        try
        {
            var markets = await bars.ReadMarketsAsync(limit.Token).WaitAsync(Limit, clock, cancellationToken);
            var elapsed = clock.GetElapsedTime(start);
            return new(
                "store",
                elapsed > Slow ? HealthLevels.Degraded : HealthLevels.Healthy,
                $"answered in {elapsed.TotalMilliseconds:0} ms",
                new Dictionary<string, double> { ["markets"] = markets.Count, ["answer_ms"] = Math.Round(elapsed.TotalMilliseconds, 1) });
        }
        catch (TimeoutException)
        {
            await limit.CancelAsync();
            return Unreadable($"no answer within {Limit.TotalSeconds:0} s");
        }
        catch (IOException failure)
        {
            return Unreadable(failure.Message);
        }
    }

    private static HealthPart Unreadable(string words) =>
        new("store", HealthLevels.Degraded, $"bars cannot be read: {words}", new Dictionary<string, double>());
}
