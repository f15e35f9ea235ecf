using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Silo.Api.Answers;
using SqueezeFlow.Silo.Api.Description;
using SqueezeFlow.Silo.Api.Requests;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Api.Feeds;

/// <summary><c>/api/v1/feeds</c>: the connections to the venues.</summary>
internal static class FeedsApi
{
    /// <summary>Adds the paths.</summary>
    public static void MapFeedsApi(this IEndpointRouteBuilder api)
    {
        api.MapGet(ApiPaths.Feeds, async (IGrainAccess grains, CancellationToken stop) => Results.Ok(await grains.GetFeedsAsync(stop)))
            .Produces<IReadOnlyList<FeedView>>().WithName("getFeeds").WithSummary("Every connection.");
        api.MapPost(ApiPaths.Feeds + "/{exchange}/{number}/restart", (string exchange, string number, IGrainAccess grains, CancellationToken stop) =>
            RestartAsync($"{exchange}/{number}", grains, stop))
            .Produces<FeedRestart>().Refuses(StatusCodes.Status404NotFound).WithName("restartFeed").WithSummary("Closes a connection and opens it anew.");
        api.MapPost(ApiPaths.FeedRestart, RestartAsync)
            .Produces<FeedRestart>().Refuses(StatusCodes.Status404NotFound).WithName("restartFeedById").WithSummary("The same, with %2F for the slash of the id.");
    }

    private static async Task<IResult> RestartAsync(string id, IGrainAccess grains, CancellationToken stop)
    {
        var name = id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        var feeds = await grains.GetFeedsAsync(stop);
        if (feeds.FirstOrDefault(feed => feed.Id.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } known)
        {
            return Problems.NotFound("id", name, KnownNames.Nearest(name, [.. feeds.Select(feed => feed.Id)], "no such feed", $"{ApiPaths.Root}/{ApiPaths.Feeds}"));
        }

        await grains.Feed(known.Id).RestartAsync();
        return Results.Ok(new FeedRestart(known.Id, true));
    }

    /// <summary>Answer to a restart.</summary>
    /// <param name="Feed">Feed id.</param>
    /// <param name="Restarted">Whether its connection is opened anew.</param>
    internal sealed record FeedRestart(string Feed, bool Restarted);
}
