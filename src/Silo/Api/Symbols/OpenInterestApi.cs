using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Grains.OpenInterest;
using SqueezeFlow.Silo.Api.Answers;
using SqueezeFlow.Silo.Api.Description;
using SqueezeFlow.Silo.Api.Requests;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Api.Symbols;

/// <summary><c>/api/v1/open-interest</c>.</summary>
internal static class OpenInterestApi
{
    /// <summary>Adds the path.</summary>
    public static void MapOpenInterestApi(this IEndpointRouteBuilder api) => api
        .MapGet(ApiPaths.OpenInterest, ReadAsync)
        .Produces<OpenInterestView>()
        .Refuses(StatusCodes.Status404NotFound)
        .WithName("getOpenInterest")
        .WithSummary("Open interest of a coin: sums, venues and markets.");

    private static async Task<IResult> ReadAsync(string symbol, IOptions<OpenInterestOptions> options, IGrainAccess grains)
    {
        var inputs = new Inputs();
        var coin = inputs.Symbol(symbol);
        if (inputs.Refusal is { } refusal)
        {
            return refusal;
        }

        if (!options.Value.Enabled)
        {
            return Problems.NotFound("symbol", symbol, "open interest is not collected: OpenInterest:Enabled is false");
        }

        var coins = options.Value.Coins();
        return coin is not null && coins.Contains(coin)
            ? Results.Ok(await grains.GetOpenInterestAsync(coin))
            : Problems.NotFound("symbol", symbol, $"open interest is collected for {string.Join(", ", coins)} (OpenInterest:Symbols)");
    }
}
