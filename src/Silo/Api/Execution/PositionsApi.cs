using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Interfaces.Execution;
using SqueezeFlow.Silo.Api.Answers;
using SqueezeFlow.Silo.Api.Description;
using SqueezeFlow.Silo.Api.Requests;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Api.Execution;

/// <summary><c>/api/v1/positions</c>: what the accounts hold.</summary>
internal static class PositionsApi
{
    /// <summary>Adds the paths.</summary>
    public static void MapPositionsApi(this IEndpointRouteBuilder api)
    {
        api.MapGet(ApiPaths.Positions, ListAsync)
            .Produces<IReadOnlyList<PositionView>>().WithName("getPositions").WithSummary("Open positions; closed=true for closed ones too, newest first.");
        api.MapPost(ApiPaths.PositionClose, CloseAsync)
            .Produces<OrderResult>().Refuses(StatusCodes.Status409Conflict).WithName("closePosition").WithSummary("Closes a position by hand.");
    }

    private static async Task<IResult> ListAsync(string? account, string? closed, string? limit, IGrainAccess grains)
    {
        var inputs = new Inputs();
        var most = inputs.Limit(limit, 50);
        var withClosed = inputs.Flag("closed", closed);
        var accounts = AskedAccounts.Read(inputs, account, grains);
        if (inputs.Refusal is { } refusal)
        {
            return refusal;
        }

        var answers = await accounts.AskAsync(executor => executor.GetPositionsAsync(withClosed ? most : 0));
        return Unread(accounts, answers) is { } problem ? problem : Results.Ok<IReadOnlyList<PositionView>>(
            answers is [{ Positions: { } only }] ? only : [.. answers.SelectMany(answer => answer.Positions!).OrderBy(position => position.ClosedAt is not null)]);
    }

    private static async Task<IResult> CloseAsync(string id, string? account, IGrainAccess grains)
    {
        var inputs = new Inputs();
        var accounts = AskedAccounts.Read(inputs, account, grains);
        if (inputs.Refusal is { } refusal)
        {
            return refusal;
        }

        if (accounts.Names is not [var holder])
        {
            (holder, var problem) = await FindHolderAsync(id, accounts);
            if (problem is not null)
            {
                return problem;
            }
        }

        var result = await grains.ExecutorOf(holder!).CloseAsync(id);
        return result.Verdict switch
        {
            OrderVerdict.Filled or OrderVerdict.Accepted => Results.Ok(result),
            OrderVerdict.Refused => Problems.Of(StatusCodes.Status409Conflict, "The account refused", $"id: '{id}': {result.Reason}", "id", id, "see /api/v1/positions for open positions"),
            _ => Problems.Unavailable($"The account's answer to closing '{id}' is {result.Verdict}", result.Reason ?? "look at /api/v1/positions before trying again"),
        };
    }

    // Accounts number their positions each for itself: an id alone may mean several. Of an account that cannot be read its executor tells what was opened here.
    private static async Task<(string? Account, IResult? Problem)> FindHolderAsync(string id, AskedAccounts accounts)
    {
        var reading = accounts.AskAsync(executor => executor.GetPositionsAsync(0));
        var held = await accounts.AskAsync(async executor => await executor.GetHeldAsync());
        var answers = await reading;
        string[] known = [.. accounts.Names.Zip(held).Where(pair => pair.Second.Any(position => position.TradeId == id)).Select(pair => pair.First)];
        string[] holders = [.. accounts.Names.Zip(answers).Where(pair => pair.Second.Positions?.Any(position => position.Id == id) ?? known.Contains(pair.First)).Select(pair => pair.First)];
        if (Unread(accounts, answers) is { } problem && (holders is [] || holders is [var found] && !known.Contains(found)))
        {
            return (null, problem);
        }

        return holders switch
        {
            [var only] => (only, null),
            [] => (null, Problems.Of(StatusCodes.Status409Conflict, "The account refused", $"id: '{id}': no account has an open position of that id", "id", id, "see /api/v1/positions for open positions")),
            _ => (null, Problems.Invalid("account", null, $"position {id} is open in several accounts: send one of {string.Join(", ", holders)}")),
        };
    }

    // An answer without those of one account would read as if it had none.
    private static IResult? Unread(AskedAccounts accounts, PositionsAnswer[] answers)
    {
        var missing = accounts.Names.Zip(answers).Where(pair => pair.Second.Positions is null).ToList();
        var isSingle = answers.Length == 1;
        return missing.Count == 0 ? null : Problems.Unavailable(
            "Positions are not known",
            string.Join("; ", missing.Select(pair => (isSingle ? "" : $"account {pair.First}: ") + (pair.Second.Problem ?? "the account cannot be read"))) + (isSingle ? "" : "; say account=… to leave it out"));
    }
}
