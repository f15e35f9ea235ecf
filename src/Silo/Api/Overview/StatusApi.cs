using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Exchanges.Rest.Requests;
using SqueezeFlow.Grains.Screen;
using SqueezeFlow.Silo.Health;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Api.Overview;

/// <summary><c>/api/v1/status</c>: the service at a glance.</summary>
internal static class StatusApi
{
    /// <summary>Adds the path.</summary>
    public static void MapStatusApi(this IEndpointRouteBuilder api) =>
        api.MapGet(ApiPaths.Status, ReadAsync).Produces<StatusView>().WithName("getStatus").WithSummary("The service at a glance.");

    private static async Task<IResult> ReadAsync(
        IGrainAccess grains,
        IScreen screen,
        ServiceMode mode,
        HealthMonitor monitor,
        SignalTally signals,
        VenueReach reach,
        TimeProvider clock,
        CancellationToken stop)
    {
        var asOf = screen.Sequence;
        var feeds = await grains.GetFeedsAsync(stop);
        var symbols = await grains.GetSymbolsAsync(stop);
        var health = await monitor.ReadAsync(stop);
        var execution = await grains.Executor.GetHealthAsync();
        return Results.Ok(new StatusView(
            ServiceVersion.Text,
            mode.Name,
            "embedded",
            health.Level,
            mode.StartedAt,
            clock.GetUtcNow(),
            symbols.All(symbol => symbol.MarketTime is not null) ? symbols.Min(symbol => symbol.MarketTime) : null,
            asOf,
            feeds.Count(feed => feed.State == FeedStates.Connected),
            feeds.Count,
            feeds.Sum(feed => feed.Markets),
            symbols.Count,
            feeds.Sum(feed => feed.Trades),
            feeds.Sum(feed => feed.TradesPerSecond),
            signals.Count,
            execution.Open,
            execution.Account?.Name ?? "unreachable",
            execution.Account?.TotalUsd ?? 0,
            execution.IsPaused)
        {
            Unreachable = reach.Sentence,
            Reasons = [.. health.Parts.Where(part => part.Level != HealthLevels.Healthy).Select(part => $"{part.Name}: {part.Reason}")],
        });
    }
}
