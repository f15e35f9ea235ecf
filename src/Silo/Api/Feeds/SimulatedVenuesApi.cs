using System.Globalization;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views.Venues;
using SqueezeFlow.Silo.Api.Description;
using SqueezeFlow.Silo.Api.Requests;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Api.Feeds;

/// <summary><c>/api/v1/demo/venues</c>: the simulated venues, and their switch. There in a demo only.</summary>
internal static class SimulatedVenuesApi
{
    private const int UsualSeconds = 10;
    private const int MostSeconds = 120;

    /// <summary>Adds the paths where venues are simulated.</summary>
    public static void MapSimulatedVenuesApi(this IEndpointRouteBuilder api)
    {
        if (api.ServiceProvider.GetService<VenueSwitch>() is not { } venues)
        {
            return;
        }

        api.MapGet(ApiPaths.SimulatedVenues, () => Results.Ok(venues.Venues))
            .Produces<IReadOnlyList<SimulatedVenueView>>().WithName("getSimulatedVenues").WithSummary("Each simulated venue, and until when it is cut off.");
        api.MapPost(ApiPaths.SimulatedVenueCut, (string venue, string? seconds, CancellationToken stop) => CutAsync(venues, venue, seconds, stop))
            .Produces<SimulatedVenueView>().Refuses(StatusCodes.Status404NotFound).WithName("cutSimulatedVenue").WithSummary("Cuts a simulated venue off for some seconds (10).");
    }

    private static async Task<IResult> CutAsync(VenueSwitch venues, string venue, string? seconds, CancellationToken stop)
    {
        var inputs = new Inputs();
        string[] known = [.. venues.Venues.Select(one => one.Venue)];
        var name = known.FirstOrDefault(one => one.Equals(venue, StringComparison.OrdinalIgnoreCase));
        if (name is null)
        {
            inputs.Miss("venue", venue, KnownNames.Nearest(venue, known, "no such simulated venue", $"{ApiPaths.Root}/{ApiPaths.SimulatedVenues}"));
        }

        var length = ReadSeconds(inputs, seconds);
        return inputs.Refusal ?? Results.Ok(await venues.CutAsync(name!, length, stop));
    }

    private static TimeSpan ReadSeconds(Inputs inputs, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return TimeSpan.FromSeconds(UsualSeconds);
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds is < 1 or > MostSeconds)
        {
            inputs.Refuse("seconds", text, $"send a whole number from 1 to {MostSeconds}");
        }

        return TimeSpan.FromSeconds(seconds);
    }
}
