using SqueezeFlow.Core.Views;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Grains.Screen;
using SqueezeFlow.Interfaces.Feeds;

namespace SqueezeFlow.Silo.Api;

/// <summary><c>/api/v1/markets</c>: what is read from the venues.</summary>
internal static class MarketsApi
{
    /// <summary>Adds the paths.</summary>
    public static void MapMarketsApi(this IEndpointRouteBuilder api)
    {
        api.MapGet("markets", ListAsync).Produces<IReadOnlyList<MarketView>>().WithSummary("Every market followed, of one symbol or all.");
        api.MapGet("markets/{market}/bars", BarsAsync).Produces<MarketBarsView>().WithSummary("Bars of one market.");
        api.MapPut("markets/{market}", AddAsync).Produces<MarketChange>().WithSummary("Reads a market from now on.");
        api.MapDelete("markets/{market}", RemoveAsync).Produces<MarketChange>().WithSummary("Reads a market no longer; what is stored of it stays.");
    }

    private static Task<IResult> AddAsync(string market, IGrainAccess grains) =>
        ChangeAsync(market, grains, static (exchange, id) => exchange.AddMarketAsync(id));

    private static Task<IResult> RemoveAsync(string market, IGrainAccess grains) =>
        ChangeAsync(market, grains, static (exchange, id) => exchange.RemoveMarketAsync(id));

    private static async Task<IResult> ChangeAsync(string market, IGrainAccess grains, Func<IExchangeGrain, string, Task<MarketChange>> change)
    {
        var inputs = new Inputs();
        var id = inputs.Market(market);
        if (inputs.Refusal is { } refusal)
        {
            return refusal;
        }

        if (!ExchangeCatalog.TryGet(id.Exchange, out var adapter) || !adapter.Descriptor.IsAlive)
        {
            var alive = ExchangeCatalog.All.Where(a => a.Descriptor.IsAlive).Select(a => a.Descriptor.Id);
            return Problems.NotFound("market", id.ToString(), $"its exchange must be one of {string.Join(", ", alive)}");
        }

        var done = await change(grains.Exchange(id.Exchange), id.ToString());
        return done.Reason is { } reason
            ? Problems.NotFound("market", id.ToString(), done.Nearest is { } nearest ? $"{reason}; the nearest is {nearest}" : reason)
            : Results.Ok(done);
    }

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
