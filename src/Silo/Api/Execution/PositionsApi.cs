using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Silo.Api.Answers;
using SqueezeFlow.Silo.Api.Description;
using SqueezeFlow.Silo.Api.Requests;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Api.Execution;

/// <summary><c>/api/v1/positions</c>: what the account holds.</summary>
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

    private static async Task<IResult> ListAsync(string? closed, string? limit, IGrainAccess grains)
    {
        var inputs = new Inputs();
        var most = inputs.Limit(limit, 50);
        var withClosed = inputs.Flag("closed", closed);
        if (inputs.Refusal is { } refusal)
        {
            return refusal;
        }

        var answer = await grains.Executor.GetPositionsAsync(withClosed ? most : 0);
        return answer.Positions is { } positions
            ? Results.Ok(positions)
            : Problems.Unavailable("Positions are not known", answer.Problem ?? "the account cannot be read");
    }

    private static async Task<IResult> CloseAsync(string id, IGrainAccess grains)
    {
        var result = await grains.Executor.CloseAsync(id);
        return result.Verdict switch
        {
            OrderVerdict.Filled or OrderVerdict.Accepted => Results.Ok(result),
            OrderVerdict.Refused => Problems.Of(StatusCodes.Status409Conflict, "The account refused", $"id: '{id}': {result.Reason}", "id", id, "see /api/v1/positions for open positions"),
            _ => Problems.Unavailable($"The account's answer to closing '{id}' is {result.Verdict}", result.Reason ?? "look at /api/v1/positions before trying again"),
        };
    }
}
