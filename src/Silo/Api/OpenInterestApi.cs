namespace SqueezeFlow.Silo.Api;

/// <summary><c>/api/v1/open-interest</c>.</summary>
internal static class OpenInterestApi
{
    /// <summary>Adds the path.</summary>
    public static void MapOpenInterestApi(this IEndpointRouteBuilder api) =>
        api.MapGet("open-interest/{symbol}", (string symbol) => Problems.NotFound("symbol", symbol, "open interest is not collected by this version"))
            .WithSummary("Open interest of a coin; not collected by this version.");
}
