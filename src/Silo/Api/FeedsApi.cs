using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Silo.Api;

/// <summary><c>/api/v1/feeds</c>: the connections to the venues.</summary>
internal static class FeedsApi
{
    /// <summary>Adds the paths.</summary>
    public static void MapFeedsApi(this IEndpointRouteBuilder api)
    {
        api.MapGet("feeds", async (IGrainAccess grains, CancellationToken stop) => Results.Ok(await grains.GetFeedsAsync(stop)))
            .Produces<IReadOnlyList<FeedView>>().WithSummary("Every connection.");
        api.MapPost("feeds/{exchange}/{number}/restart", (string exchange, string number, IGrainAccess grains, CancellationToken stop) =>
            RestartAsync($"{exchange}/{number}", grains, stop)).WithSummary("Closes a connection and opens it anew.");
        api.MapPost("feeds/{id}/restart", RestartAsync).WithSummary("The same, with %2F for the slash of the id.");
    }

    private static async Task<IResult> RestartAsync(string id, IGrainAccess grains, CancellationToken stop)
    {
        var name = id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        var feeds = await grains.GetFeedsAsync(stop);
        if (feeds.All(feed => feed.Id != name))
        {
            return Problems.NotFound("id", name, "see /api/v1/feeds for the ids, e.g. BINANCE/0");
        }

        await grains.Feed(name).RestartAsync();
        return Results.Ok(new { feed = name, restarted = true });
    }
}
