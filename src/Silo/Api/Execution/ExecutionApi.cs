using SqueezeFlow.Core.Api;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Api.Execution;

/// <summary><c>/api/v1/execution</c>: holding entries back and letting them go.</summary>
internal static class ExecutionApi
{
    /// <summary>Adds the paths.</summary>
    public static void MapExecutionApi(this IEndpointRouteBuilder api)
    {
        api.MapPost(ApiPaths.Pause, (IGrainAccess grains) => SetAsync(grains, paused: true))
            .Produces<EntryState>().WithName("pauseEntries").WithSummary("Holds entries back; exits are always sent.");
        api.MapPost(ApiPaths.Resume, (IGrainAccess grains) => SetAsync(grains, paused: false))
            .Produces<EntryState>().WithName("resumeEntries").WithSummary("Lets entries go again.");
    }

    private static async Task<IResult> SetAsync(IGrainAccess grains, bool paused)
    {
        await grains.Executor.SetPausedAsync(paused);
        return Results.Ok(new EntryState(paused));
    }

    /// <summary>Whether entries are held back.</summary>
    /// <param name="Paused">True while they are.</param>
    internal sealed record EntryState(bool Paused);
}
