using SqueezeFlow.Core.Api;
using SqueezeFlow.Silo.Api.Requests;

namespace SqueezeFlow.Silo.Api.Charts;

/// <summary><c>/products</c> and <c>/historical</c> as chart clients know them.</summary>
internal static class HistoricalApi
{
    /// <summary>Adds the paths.</summary>
    public static void MapHistoricalApi(this IEndpointRouteBuilder routes)
    {
        var charts = routes.MapGroup("").WithTags("chart");
        charts.MapGet(ApiPaths.Products, async (Products products, CancellationToken stop) =>
            Results.Json((await products.ReadAsync(stop)).Select(market => market.ToString())))
            .Produces<IEnumerable<string>>().WithName("getProducts").WithSummary("Every market id.");

        // A path each, since a part of a path is always there: what may be left out is another path.
        charts.MapGet("/historical/{from}/{to}", (string from, string to, ChartBars bars, CancellationToken stop) => bars.ReadAsync(from, to, null, null, stop))
            .Produces<HistoricalView>().WithName("getHistoricalMinutes").WithSummary("Bars of a minute of all markets, for chart clients.");
        charts.MapGet("/historical/{from}/{to}/{timeframe}", (string from, string to, string timeframe, ChartBars bars, CancellationToken stop) => bars.ReadAsync(from, to, timeframe, null, stop))
            .Produces<HistoricalView>().WithName("getHistoricalOfAll").WithSummary("Bars of all markets, for chart clients.");

        // What is left of the path is the list of markets: the names of some venues hold a slash.
        charts.MapGet("/historical/{from}/{to}/{timeframe}/{**markets}", (string from, string to, string timeframe, string? markets, ChartBars bars, CancellationToken stop) => bars.ReadAsync(from, to, timeframe, markets, stop))
            .Produces<HistoricalView>().WithName("getHistorical").WithSummary("Bars of markets joined with +, for chart clients.");
    }
}
