using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Silo.Api.Requests;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Api.Execution;

/// <summary><c>/api/v1/orders</c>: what the executor did with each signal.</summary>
internal static class OrdersApi
{
    /// <summary>Adds the path.</summary>
    public static void MapOrdersApi(this IEndpointRouteBuilder api) =>
        api.MapGet(ApiPaths.Orders, ListAsync).Produces<IReadOnlyList<OrderIntent>>().WithName("getOrders").WithSummary("Order intents, newest first.");

    private static async Task<IResult> ListAsync(string? limit, IGrainAccess grains)
    {
        var inputs = new Inputs();
        var most = inputs.Limit(limit, 50);
        return inputs.Refusal ?? Results.Ok(await grains.Executor.GetOrdersAsync(most));
    }
}
