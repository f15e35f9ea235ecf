using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Grains.Health.Silos;
using SqueezeFlow.Silo.Api.Access;
using SqueezeFlow.Silo.Api.Answers;
using SqueezeFlow.Silo.Api.Json;
using SqueezeFlow.Silo.Health;

namespace SqueezeFlow.Silo.Api.Overview;

/// <summary><c>/health</c> and what depends on it. 503 when the service does not do its job.</summary>
internal static class HealthApi
{
    /// <summary>Adds the paths.</summary>
    public static void MapHealthApi(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup(ApiPaths.Health).WithTags("health");
        health.MapGet("", async (HealthMonitor monitor, IClusterWatch cluster, CancellationToken stop) => Answer(await ReadAsync(monitor, cluster, stop)))
            .Produces<HealthView>().Produces<HealthView>(StatusCodes.Status503ServiceUnavailable).WithName("getHealth").WithSummary("Each part with level, reason and figures; those of the cluster's other processes too.");
        health.MapGet("service/{name}", async (string name, HealthMonitor monitor, CancellationToken stop) => AnswerOne(name, await monitor.ReadAsync(stop)))
            .Produces<HealthPart>().Produces<HealthPart>(StatusCodes.Status503ServiceUnavailable).ProducesProblem(StatusCodes.Status404NotFound)
            .WithName("getPartHealth").WithSummary("One part with level, since when, reason, advice and figures.");
        health.MapGet("live", () => Results.Ok(new Liveness(true)))
            .Produces<Liveness>().WithName("getLiveness").WithSummary("The process answers. Asked without a key.");
        health.MapGet("ready", ReadyAsync)
            .Produces<Readiness>().Produces<Readiness>(StatusCodes.Status503ServiceUnavailable).WithName("getReadiness").WithSummary("Joined, stores and executor usable. Asked without a key, reasons are left out then.");
    }

    // The cluster goes on without a process: what is wrong with others degrades it.
    private static async Task<HealthView> ReadAsync(HealthMonitor monitor, IClusterWatch cluster, CancellationToken stop)
    {
        var own = await monitor.ReadAsync(stop);
        var others = await cluster.GetOthersAsync(stop);
        var isWhole = others.All(silo => silo.Level == HealthLevels.Healthy);
        return own with { Level = isWhole ? own.Level : HealthLevels.Worst([own.Level, HealthLevels.Degraded]), Silos = others };
    }

    private static IResult Answer(HealthView view) => Results.Json(view, SiloJson.Options, statusCode: StatusOf(view.Level));

    private static IResult AnswerOne(string name, HealthView view) => view.Parts.FirstOrDefault(part => part.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } part
        ? Results.Json(part, SiloJson.Options, statusCode: StatusOf(part.Level))
        : Problems.NotFound("name", name, $"name one of {string.Join(", ", view.Parts.Select(known => known.Name))}");

    private static int StatusOf(string level) =>
        HealthLevels.RankOf(level) <= HealthLevels.RankOf(HealthLevels.Degraded) ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;

    private static async Task<IResult> ReadyAsync(HttpContext context, KeyCheck keys, HealthMonitor monitor, CancellationToken stop)
    {
        var view = await monitor.ReadAsync(stop);
        var reasons = (keys.MayRead(context) ? view.Parts : [])
            .Where(part => HealthLevels.RankOf(part.Level) >= HealthLevels.RankOf(HealthLevels.Unhealthy))
            .Select(part => $"{part.Name}: {part.Reason}");
        return Results.Json(
            new Readiness(view.Ready, view.Level, [.. reasons]),
            SiloJson.Options,
            statusCode: view.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>That the process answers.</summary>
    /// <param name="Live">True.</param>
    internal sealed record Liveness(bool Live);

    /// <summary>Whether the service does its job.</summary>
    /// <param name="Ready">Joined, stores and executor usable.</param>
    /// <param name="Level">The worst of all parts: <c>healthy</c>, <c>degraded</c>, <c>unhealthy</c> or <c>critical</c>.</param>
    /// <param name="Reasons">What is wrong, for callers who may see it.</param>
    internal sealed record Readiness(bool Ready, string Level, IReadOnlyList<string> Reasons);
}
