using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views.Accounts;
using SqueezeFlow.Execution.Freqtrade.Inspection;
using SqueezeFlow.Grains.Execution;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Api.Execution;

/// <summary><c>/api/v1/execution</c>: holding entries back and letting them go, and how the account is set up.</summary>
internal static class ExecutionApi
{
    /// <summary>Adds the paths.</summary>
    public static void MapExecutionApi(this IEndpointRouteBuilder api)
    {
        api.MapPost(ApiPaths.Pause, (IGrainAccess grains) => SetAsync(grains, paused: true))
            .Produces<EntryState>().WithName("pauseEntries").WithSummary("Holds entries back; exits are always sent.");
        api.MapPost(ApiPaths.Resume, (IGrainAccess grains) => SetAsync(grains, paused: false))
            .Produces<EntryState>().WithName("resumeEntries").WithSummary("Lets entries go again.");
        api.MapGet(ApiPaths.ExecutionChecks, CheckAsync)
            .Produces<IReadOnlyList<AccountCheckView>>().WithName("getExecutionChecks")
            .WithSummary("What the bot that takes the orders tells of itself, judged; nothing for an account without one.");
    }

    private static async Task<IReadOnlyList<AccountCheckView>> CheckAsync(
        IEnumerable<IBotInspection> inspections, IOptions<ExecutionOptions> options, IGrainAccess grains, CancellationToken cancellationToken)
    {
        string[] named = options.Value.Symbols.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        List<AccountCheckView> checks = [];
        foreach (var inspection in inspections)
        {
            var coins = named.Length > 0 ? named : await grains.GetTrackedAsync();
            var expected = new EntryExpectations(options.Value.MaxOpenPositions, options.Value.RiskPerTrade, coins, named.Length > 0);
            checks.AddRange(await inspection.InspectAsync(expected, cancellationToken));
        }

        return checks;
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
