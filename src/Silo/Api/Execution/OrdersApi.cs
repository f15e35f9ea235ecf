using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Silo.Api.Requests;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Api.Execution;

/// <summary><c>/api/v1/orders</c>: what the executors did with each signal.</summary>
internal static class OrdersApi
{
    /// <summary>Adds the path.</summary>
    public static void MapOrdersApi(this IEndpointRouteBuilder api) =>
        api.MapGet(ApiPaths.Orders, ListAsync).Produces<IReadOnlyList<OrderIntent>>().WithName("getOrders").WithSummary("Order intents, newest first.");

    private static async Task<IResult> ListAsync(string? account, string? limit, IGrainAccess grains)
    {
        var inputs = new Inputs();
        var most = inputs.Limit(limit, 50);
        var accounts = AskedAccounts.Read(inputs, account, grains);
        if (inputs.Refusal is { } refusal)
        {
            return refusal;
        }

        var orders = await accounts.AskAsync(executor => executor.GetOrdersAsync(most).AsTask());
        return Results.Ok(orders is [var only] ? only : [.. orders.SelectMany(some => some).OrderByDescending(order => order.UpdatedAt).Take(most)]);
    }
}
