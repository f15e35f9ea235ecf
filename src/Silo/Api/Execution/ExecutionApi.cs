using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views.Accounts;
using SqueezeFlow.Silo.Api.Requests;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Api.Execution;

/// <summary><c>/api/v1/execution</c>: holding entries back and letting them go, and how the account is set up.</summary>
internal static class ExecutionApi
{
    /// <summary>Adds the paths.</summary>
    public static void MapExecutionApi(this IEndpointRouteBuilder api)
    {
        api.MapPost(ApiPaths.Pause, PauseAsync)
            .Produces<EntryState>().WithName("pauseEntries").WithSummary("Holds entries back; exits are always sent. All accounts, unless one is named.");
        api.MapPost(ApiPaths.Resume, ResumeAsync)
            .Produces<EntryState>().WithName("resumeEntries").WithSummary("Lets entries go again. With several accounts one has to be named, or all.");
        api.MapGet(ApiPaths.ExecutionChecks, CheckAsync)
            .Produces<IReadOnlyList<AccountCheckView>>().WithName("getExecutionChecks")
            .WithSummary("What the bot that takes the orders tells of itself, judged; nothing for an account without one.");
    }

    private static Task<IReadOnlyList<AccountCheckView>> CheckAsync(ExecutionChecks checks, CancellationToken cancellationToken) => checks.RunAsync(cancellationToken);

    private static Task<IResult> PauseAsync(string? account, IGrainAccess grains)
    {
        var inputs = new Inputs();
        return SetAsync(inputs, AskedAccounts.Read(inputs, account, grains), paused: true);
    }

    private static Task<IResult> ResumeAsync(string? account, IGrainAccess grains)
    {
        var inputs = new Inputs();
        return SetAsync(inputs, AskedAccounts.ReadSaid(inputs, account, grains), paused: false);
    }

    private static async Task<IResult> SetAsync(Inputs inputs, AskedAccounts accounts, bool paused)
    {
        if (inputs.Refusal is { } refusal)
        {
            return refusal;
        }

        await accounts.AskAsync(async executor =>
        {
            await executor.SetPausedAsync(paused);
            return true;
        });
        return Results.Ok(new EntryState(paused, accounts.Names));
    }

    /// <summary>Whether entries are held back.</summary>
    /// <param name="Paused">True while they are.</param>
    /// <param name="Accounts">Of which accounts.</param>
    internal sealed record EntryState(bool Paused, IReadOnlyList<string> Accounts);
}
