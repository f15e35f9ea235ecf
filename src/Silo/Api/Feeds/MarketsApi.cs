using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Core.Views.Importing;
using SqueezeFlow.Core.Words;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Grains.Screen;
using SqueezeFlow.Interfaces.Feeds;
using SqueezeFlow.Silo.Api.Answers;
using SqueezeFlow.Silo.Api.Bars;
using SqueezeFlow.Silo.Api.Description;
using SqueezeFlow.Silo.Api.Json;
using SqueezeFlow.Silo.Api.Requests;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Api.Feeds;

/// <summary><c>/api/v1/markets</c>: what is read from the venues.</summary>
internal static class MarketsApi
{
    /// <summary>Adds the paths.</summary>
    public static void MapMarketsApi(this IEndpointRouteBuilder api)
    {
        api.MapGet(ApiPaths.Markets, ListAsync)
            .Produces<IReadOnlyList<MarketView>>().WithName("getMarkets").WithSummary("Every market followed, of one symbol or all.");
        api.MapGet(ApiPaths.MarketBars, BarsAsync)
            .Produces<MarketBarsView>().Refuses(StatusCodes.Status404NotFound).WithName("getMarketBars").WithSummary("Bars of one market.");
        api.MapPost(ApiPaths.MarketBars, ImportAsync)
            .Needs("timeframe").Accepts<BarsToImport>("application/json").Produces<BarsImported>().Refuses(StatusCodes.Status409Conflict)
            .WithName("importBars").WithSummary("Stores bars of one market from outside, all or none; what is stored and fuller stays.");
        api.MapPut(ApiPaths.Market, AddAsync)
            .Produces<MarketChange>().Refuses(StatusCodes.Status404NotFound).WithName("addMarket").WithSummary("Reads a market from now on.");
        api.MapDelete(ApiPaths.Market, RemoveAsync)
            .Produces<MarketChange>().Refuses(StatusCodes.Status404NotFound).WithName("removeMarket").WithSummary("Reads a market no longer; what is stored of it stays.");
    }

    private static Task<IResult> AddAsync(string market, IGrainAccess grains) =>
        ChangeAsync(market, grains, static (exchange, id) => exchange.AddMarketAsync(id));

    private static Task<IResult> RemoveAsync(string market, IGrainAccess grains) =>
        ChangeAsync(market, grains, static (exchange, id) => exchange.RemoveMarketAsync(id));

    // The venue's own list decides what there is: a market that is not traded yet can be named too.
    private static async Task<IResult> ChangeAsync(string market, IGrainAccess grains, Func<IExchangeGrain, string, Task<MarketChange>> change)
    {
        var inputs = new Inputs();
        var asked = inputs.Market(market);
        if (inputs.Refusal is { } refusal)
        {
            return refusal;
        }

        if (!ExchangeCatalog.TryGet(asked.Exchange.ToUpperInvariant(), out var adapter) || !adapter.Descriptor.IsAlive)
        {
            List<string> alive = [.. ExchangeCatalog.All.Where(a => a.Descriptor.IsAlive).Select(a => a.Descriptor.Id)];
            var near = NearestName.Of(asked.Exchange, alive) is { } exchange ? $"; the nearest is {exchange}" : "";
            return Problems.NotFound("market", market, $"its exchange must be one of {string.Join(", ", alive)}{near}");
        }

        var done = await change(grains.Exchange(adapter.Descriptor.Id), $"{adapter.Descriptor.Id}:{asked.Symbol}");
        return done.Reason is { } reason
            ? Problems.NotFound("market", market, done.Nearest is { } nearest ? $"{reason}; the nearest is {nearest}" : reason)
            : Results.Ok(done);
    }

    private static async Task<IResult> ListAsync(string? symbol, IGrainAccess grains, KnownNames names, CancellationToken stop)
    {
        var inputs = new Inputs();
        var coin = await names.CollectedAsync(inputs, "symbol", symbol, stop);
        if (inputs.Refusal is { } refusal)
        {
            return refusal;
        }

        var markets = await grains.GetMarketsAsync(stop);
        return Results.Ok(coin is null ? markets : [.. markets.Where(market => market.Symbol == coin)]);
    }

    private static async Task<IResult> ImportAsync(string market, string? timeframe, string? keep, BarImport import, HttpRequest request, CancellationToken stop)
    {
        var inputs = new Inputs();
        var id = inputs.Market(market);

        // Longer bars open where shorter ones do: what is left out would be stored as something else.
        if (string.IsNullOrWhiteSpace(timeframe))
        {
            inputs.Refuse("timeframe", timeframe, "send the length of the bars, e.g. 1m");
        }

        var length = inputs.Timeframe(timeframe, Timeframe.M5);
        var keepsFuller = inputs.Flag("keep", keep);
        return inputs.Refusal ?? await import.RunAsync(id, length, keepsFuller, request.Body, stop);
    }

    private static async Task<IResult> BarsAsync(
        string market,
        string? timeframe,
        string? from,
        string? to,
        BarQueries queries,
        KnownNames names,
        IScreen screen,
        CancellationToken stop)
    {
        var inputs = new Inputs();
        var id = await names.MarketAsync(inputs, market, inputs.Miss, stop);
        var asOf = screen.Sequence;
        var range = await queries.ReadRangeAsync(inputs, timeframe, from, to, stop);
        if (inputs.Refusal is { } refusal)
        {
            return refusal;
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
