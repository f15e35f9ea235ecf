using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views.Venues;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Api.Feeds;

/// <summary><c>/api/v1/venues</c>: every venue, read or not.</summary>
internal static class VenuesApi
{
    /// <summary>Adds the path.</summary>
    public static void MapVenuesApi(this IEndpointRouteBuilder api) =>
        api.MapGet(ApiPaths.Venues, (VenueWatch watch) => Results.Ok(watch.Read()))
            .Produces<IReadOnlyList<VenueView>>().WithName("getVenues").WithSummary("Every venue, those that have closed too, and how its connections were lately.");
}
