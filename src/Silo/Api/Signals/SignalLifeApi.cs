using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Core.Words;
using SqueezeFlow.Silo.Api.Answers;
using SqueezeFlow.Silo.Api.Description;

namespace SqueezeFlow.Silo.Api.Signals;

/// <summary><c>/api/v1/signals/{id}</c>: the whole life of one signal.</summary>
internal static class SignalLifeApi
{
    private const int NamesLookedAt = 1_000;
    private const int Shown = 3;
    private const int LongestId = 128;

    /// <summary>Adds the path.</summary>
    public static void MapSignalLifeApi(this IEndpointRouteBuilder api) =>
        api.MapGet(ApiPaths.Signal, OneAsync)
            .Produces<SignalLife>().Refuses(StatusCodes.Status404NotFound).WithName("getSignal")
            .WithSummary("The whole life of one signal: every step with its times and figures, the decision behind it, its exit or its entry.");

    private static async Task<IResult> OneAsync(string id, SignalLives lives, ISignalPublisher signals, CancellationToken stop)
    {
        if (id.Length > LongestId)
        {
            return Problems.NotFound("id", $"{id[..LongestId]}…", $"no id of a signal is longer than {LongestId} characters; {ApiPaths.Root}/{ApiPaths.Signals} lists the latest");
        }

        if (await lives.FindAsync(id, stop) is { } life)
        {
            return Results.Ok(life);
        }

        var latest = await signals.ReadAsync(null, NamesLookedAt, stop);
        string[] known = [.. latest.Select(record => record.Signal.Id)];
        var nearest = NearestName.Of(id, known);
        return nearest is not null && nearest.Equals(id, StringComparison.OrdinalIgnoreCase) && await lives.FindAsync(nearest, stop) is { } meant
            ? Results.Ok(meant)
            : Problems.NotFound("id", id, FixOf(nearest, known));
    }

    private static string FixOf(string? nearest, string[] known) => (nearest, known) switch
    {
        ({ } near, _) => $"no such signal is on record; the nearest is {near}; {ApiPaths.Root}/{ApiPaths.Signals} lists the latest",
        (_, []) => "no signal is on record yet",
        _ => $"no such signal is on record; signals are kept 30 days; the latest are {string.Join(", ", known.Take(Shown))}; {ApiPaths.Root}/{ApiPaths.Signals} lists more",
    };
}
