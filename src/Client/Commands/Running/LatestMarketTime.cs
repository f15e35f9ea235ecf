using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Client.Commands.Running;

/// <summary>The end of "the last so many": simulated and replayed markets do not live in the present.</summary>
internal static class LatestMarketTime
{
    /// <summary>The service's market time, rounded up to a second; the wall clock's when it has none.</summary>
    public static async Task<DateTimeOffset> ReadAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var status = await run.Service.GetAsync<StatusView>(ApiPaths.Status, cancellationToken);
        var time = status.Value.MarketTime ?? run.Terminal.Now;
        return DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds() + 1);
    }
}
