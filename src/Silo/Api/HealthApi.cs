using SqueezeFlow.Core.Views;
using SqueezeFlow.Grains.Health;
using SqueezeFlow.Silo.Health;

namespace SqueezeFlow.Silo.Api;

/// <summary><c>/health</c> and what depends on it. 503 when the service does not do its job.</summary>
internal static class HealthApi
{
    /// <summary>Adds the paths.</summary>
    public static void MapHealthApi(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/health").WithTags("health");
        health.MapGet("", async (HealthMonitor monitor, CancellationToken stop) => Answer(await monitor.ReadAsync(stop)))
            .Produces<HealthView>().Produces<HealthView>(StatusCodes.Status503ServiceUnavailable).WithSummary("Each part with level, reason and figures.");
        health.MapGet("live", () => Results.Ok(new { live = true })).WithSummary("The process answers.");
        health.MapGet("ready", ReadyAsync).WithSummary("Joined, stores and executor usable.");
    }

    private static IResult Answer(HealthView view) => Results.Json(
        view,
        SiloJson.Options,
        statusCode: HealthLevels.RankOf(view.Level) <= HealthLevels.RankOf(HealthLevels.Degraded) ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> ReadyAsync(HealthMonitor monitor, CancellationToken stop)
    {
        var view = await monitor.ReadAsync(stop);
        var reasons = view.Parts
            .Where(part => HealthLevels.RankOf(part.Level) >= HealthLevels.RankOf(HealthLevels.Unhealthy))
            .Select(part => $"{part.Name}: {part.Reason}");
        return Results.Json(
            new { ready = view.Ready, level = view.Level, reasons },
            SiloJson.Options,
            statusCode: view.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
