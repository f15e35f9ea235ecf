using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Silo.Api.Requests;

namespace SqueezeFlow.Silo.Api.Symbols;

/// <summary><c>/api/v1/signals</c>: decisions and what became of them.</summary>
internal static class SignalsApi
{
    /// <summary>Adds the path.</summary>
    public static void MapSignalsApi(this IEndpointRouteBuilder api) =>
        api.MapGet(ApiPaths.Signals, ListAsync).Produces<IReadOnlyList<SignalRecord>>().WithName("getSignals").WithSummary("Signals, newest first.");

    private static async Task<IResult> ListAsync(string? symbol, string? limit, ISignalPublisher signals, KnownNames names, CancellationToken stop)
    {
        var inputs = new Inputs();
        var coin = await names.CollectedAsync(inputs, "symbol", symbol, stop);
        var most = inputs.Limit(limit, 50);
        return inputs.Refusal ?? Results.Ok(await signals.ReadAsync(coin, most, stop));
    }
}
