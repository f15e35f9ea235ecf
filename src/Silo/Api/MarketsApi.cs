using SqueezeFlow.Core.Views;
using SqueezeFlow.Grains.Screen;

namespace SqueezeFlow.Silo.Api;

/// <summary><c>/api/v1/markets</c>: what is read from the venues.</summary>
internal static class MarketsApi
{
    /// <summary>Adds the paths.</summary>
    public static void MapMarketsApi(this IEndpointRouteBuilder api)
    {
        api.MapGet("markets", ListAsync).Produces<IReadOnlyList<MarketView>>().WithSummary("Every market followed, of one symbol or all.");
        api.MapGet("markets/{market}/bars", BarsAsync).Produces<MarketBarsView>().WithSummary("Bars of one market.");
        api.MapPut("markets/{market}", (string market) => Refused("Adding", market)).WithSummary("Not part of this version.");
        api.MapDelete("markets/{market}", (string market) => Refused("Removing", market)).WithSummary("Not part of this version.");
    }

    private static IResult Refused(string verb, string market) => Problems.NotBuilt(
        $"{verb} '{market}' while the service runs",
        "set Feeds:Markets and start the service again");

    private static async Task<IResult> ListAsync(string? symbol, IGrainAccess grains, CancellationToken stop)
    {
        var inputs = new Inputs();
        var coin = inputs.Symbol(symbol);
        if (inputs.Refusal is { } refusal)
        {
            return refusal;
        }

        var markets = await grains.GetMarketsAsync(stop);
        return Results.Ok(coin is null ? markets : [.. markets.Where(market => market.Symbol == coin)]);
    }

    private static async Task<IResult> BarsAsync(
        string market,
        string? timeframe,
        string? from,
        string? to,
        BarQueries queries,
        Products products,
        IScreen screen,
        CancellationToken stop)
    {
        var inputs = new Inputs();
        var id = inputs.Market(market);
        var asOf = screen.Sequence;
        var range = await queries.ReadRangeAsync(inputs, timeframe, from, to, stop);
        if (inputs.Refusal is { } refusal)
        {
            return refusal;
        }

        if (!await products.ContainsAsync(id, stop))
        {
            return Problems.NotFound("market", id.ToString(), "see /products for the known ones");
        }

        if (queries.TooMany(range, 1) is { } tooMany)
        {
            return tooMany;
        }

        var bars = await queries.ReadAsync(id, range, stop);
        return Results.Json(
            new MarketBarsView(id.ToString(), range.Timeframe.ToString(), asOf, [.. bars.Select(bar => BarView.Of(id, bar))]),
            SiloJson.Options);
    }
}
