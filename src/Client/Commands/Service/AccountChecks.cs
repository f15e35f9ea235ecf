using SqueezeFlow.Client.Http;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views.Accounts;

namespace SqueezeFlow.Client.Commands.Service;

/// <summary>What the service finds in the bot that takes its orders: only it knows the password.</summary>
internal static class AccountChecks
{
    /// <summary>Asks the service for it; nothing for an account without a bot.</summary>
    public static async Task<IReadOnlyList<Check>> RunAsync(ServiceClient service, CancellationToken cancellationToken)
    {
        try
        {
            return [.. (await service.GetAsync<AccountCheckView[]>(ApiPaths.ExecutionChecks, cancellationToken)).Value.Select(Of)];
        }
        catch (ConsoleFailure failure)
        {
            return [Check.Wrong("bot", failure.Message, "see the service's log")];
        }
    }

    private static Check Of(AccountCheckView view) =>
        new(view.Account is { } account ? $"bot of {account}: {view.Name}" : $"bot {view.Name}", view.Verdict, view is { Verdict: not CheckVerdicts.Ok, Expected: { } expected } ? $"{view.Found}, expected {expected}" : view.Found, view.Fix);
}
