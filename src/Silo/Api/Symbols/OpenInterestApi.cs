using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Core.Views.Figures;
using SqueezeFlow.Grains.OpenInterest;
using SqueezeFlow.Silo.Api.Answers;
using SqueezeFlow.Silo.Api.Description;
using SqueezeFlow.Silo.Api.Requests;
using SqueezeFlow.Silo.Configuration.Sections;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Api.Symbols;

/// <summary><c>/api/v1/open-interest</c>.</summary>
internal static class OpenInterestApi
{
    // Values are read every minute at most often: no more points than one for each.
    private const long Minute = 60_000;

    private const long Day = 86_400_000;

    /// <summary>Adds the paths.</summary>
    public static void MapOpenInterestApi(this IEndpointRouteBuilder api)
    {
        api.MapGet(ApiPaths.OpenInterest, ReadAsync)
            .Produces<OpenInterestView>().Refuses(StatusCodes.Status404NotFound).WithName("getOpenInterest").WithSummary("Open interest of a coin: sums, venues and markets.");
        api.MapGet(ApiPaths.OpenInterestHistory, ReadHistoryAsync)
            .Produces<OpenInterestHistoryView>().Refuses(StatusCodes.Status404NotFound).WithName("getOpenInterestHistory").WithSummary("Open interest of a coin over time; the sum of all venues over the last 24 hours by default.");
    }

    private static async Task<IResult> ReadAsync(string symbol, IOptions<OpenInterestOptions> options, IGrainAccess grains)
    {
        var inputs = new Inputs();
        var coin = inputs.Symbol(symbol);
        return inputs.Refusal ?? WhyNone(symbol, coin, options.Value) ?? Results.Ok(await grains.GetOpenInterestAsync(coin!));
    }

    private static async Task<IResult> ReadHistoryAsync(
        string symbol, string? of, string? from, string? to, IOptions<OpenInterestOptions> options, IOptions<HttpOptions> http, IOpenInterestStore store, MarketTime now, CancellationToken stop)
    {
        var inputs = new Inputs();
        var coin = inputs.Symbol(symbol);
        var latest = string.IsNullOrWhiteSpace(to) ? await now.NowUnixMsAsync(stop) + 1 : 0;
        var end = inputs.Time("to", to, latest);
        var start = inputs.Time("from", from, Math.Max(0, end - Math.Min(Day, http.Value.MaxBars * Minute)));
        inputs.Range(start, end);
        if (inputs.Refusal is null && (end - start) / Minute > http.Value.MaxBars)
        {
            inputs.Refuse("from", from, $"ask for {http.Value.MaxBars} minutes or fewer");
        }

        if ((inputs.Refusal ?? WhyNone(symbol, coin, options.Value)) is { } refusal)
        {
            return refusal;
        }

        var name = string.IsNullOrWhiteSpace(of) ? OpenInterestScopes.TotalName : of.Trim().ToUpperInvariant();
        var rows = (await store.ReadAsync(coin!, start, end, stop)).Where(row => row.Scope != OpenInterestScope.Market && row.Exchange == name).ToList();
        return Results.Ok(new OpenInterestHistoryView(coin!, name, [.. rows.Select(row => row.UnixMs)], [.. rows.Select(row => row.Usd)], [.. rows.Select(row => row.Coins)]));
    }

    private static IResult? WhyNone(string symbol, string? coin, OpenInterestOptions options)
    {
        if (!options.Enabled)
        {
            return Problems.NotFound("symbol", symbol, "open interest is not collected: OpenInterest:Enabled is false");
        }

        var coins = options.Coins();
        return coin is not null && coins.Contains(coin)
            ? null
            : Problems.NotFound("symbol", symbol, $"open interest is collected for {string.Join(", ", coins)} (OpenInterest:Symbols)");
    }
}
