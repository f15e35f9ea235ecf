using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Signals.Explaining;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Grains.Screen;
using SqueezeFlow.Silo.Api.Answers;
using SqueezeFlow.Silo.Api.Bars;
using SqueezeFlow.Silo.Api.Description;
using SqueezeFlow.Silo.Api.Json;
using SqueezeFlow.Silo.Api.Requests;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Api.Symbols;

/// <summary><c>/api/v1/symbols</c>: each coin over all its markets.</summary>
internal static class SymbolsApi
{
    /// <summary>Adds the paths.</summary>
    public static void MapSymbolsApi(this IEndpointRouteBuilder api)
    {
        api.MapGet(ApiPaths.Symbols, async (IGrainAccess grains, CancellationToken stop) => Results.Ok(await grains.GetSymbolsAsync(stop)))
            .Produces<IReadOnlyList<SymbolView>>().WithName("getSymbols").WithSummary("Every tracked symbol.");
        api.MapGet(ApiPaths.Symbol, OneAsync)
            .Produces<SymbolView>().Refuses(StatusCodes.Status404NotFound).WithName("getSymbol").WithSummary("One symbol at a glance.");
        api.MapGet(ApiPaths.SymbolCvd, CvdAsync)
            .Produces<CvdView>().Refuses(StatusCodes.Status404NotFound).WithName("getSymbolCvd").WithSummary("Volume delta of each bucket, spot and perpetual; of the strategy's window when no timeframe and no range is given.");
        api.MapGet(ApiPaths.SymbolExplanation, ExplainAsync)
            .Produces<Explanation>().Refuses(StatusCodes.Status404NotFound).WithName("explainSymbol").WithSummary("Why an evaluation ended as it did (at: bar close, kept for 48 h).");
        api.MapGet(ApiPaths.SymbolBars, BarsAsync)
            .Produces<SymbolBarsView>().Refuses(StatusCodes.Status404NotFound).WithName("getSymbolBars").WithSummary("Bars over all markets of the symbol, or by=market.");
    }

    private static async Task<IResult> OneAsync(string symbol, IGrainAccess grains, KnownNames names)
    {
        var inputs = new Inputs();
        var coin = await names.TrackedAsync(inputs, symbol, inputs.Miss);
        return inputs.Refusal ?? Results.Ok(await grains.Symbol(coin).GetViewAsync());
    }

    private static async Task<IResult> CvdAsync(
        string symbol,
        string? timeframe,
        string? from,
        string? to,
        IGrainAccess grains,
        KnownNames names,
        BarQueries queries,
        IScreen screen,
        CancellationToken stop)
    {
        var inputs = new Inputs();
        var coin = await names.TrackedAsync(inputs, symbol, inputs.Miss);
        var range = await queries.ReadRangeAsync(inputs, timeframe, from, to, stop);
        if (inputs.Refusal is { } refusal)
        {
            return refusal;
        }

        var grain = grains.Symbol(coin);
        if (string.IsNullOrWhiteSpace($"{timeframe}{from}{to}"))
        {
            return Results.Ok(await grain.GetCvdAsync());
        }

        var markets = await grain.GetMarketsAsync();
        return queries.TooMany(range, markets.Count) ?? Results.Ok(await queries.ReadCvdAsync(coin, markets, range, screen.Sequence, stop));
    }

    private static async Task<IResult> ExplainAsync(string symbol, string? at, IGrainAccess grains, KnownNames names)
    {
        var inputs = new Inputs();
        var coin = await names.TrackedAsync(inputs, symbol, inputs.Miss);
        var close = inputs.Time("at", at, -1);
        if (inputs.Refusal is { } refusal)
        {
            return refusal;
        }

        var grain = grains.Symbol(coin);
        if (await grain.ExplainAsync(close < 0 ? null : close) is { } explanation)
        {
            return Results.Ok(explanation);
        }

        return close < 0
            ? NothingYet(coin, WhyNothing(await grain.GetViewAsync()))
            : Problems.NotFound("at", at, "no bar that closed then was evaluated in the last 48 h");
    }

    private static IResult NothingYet(string coin, string why) =>
        Problems.Of(StatusCodes.Status404NotFound, "Nothing was evaluated yet", $"{coin}: nothing was evaluated yet: {why}", "at", null, why);

    private static string WhyNothing(SymbolView symbol) => symbol switch
    {
        { HistoryProblem: { } problem } => problem,
        { MarketTime: null } => "no trade has come",
        { WaitingBar: { } bar } => $"the bar that closed at {bar:yyyy-MM-dd HH:mm:ss} waits for its evaluation",
        _ => "no bar of Strategy:Timeframe has closed since the start",
    };

    private static async Task<IResult> BarsAsync(
        string symbol,
        string? timeframe,
        string? from,
        string? to,
        string? by,
        IGrainAccess grains,
        KnownNames names,
        BarQueries queries,
        IScreen screen,
        CancellationToken stop)
    {
        var inputs = new Inputs();
        var coin = await names.TrackedAsync(inputs, symbol, inputs.Miss);
        var isSplit = inputs.Choice("by", by, "symbol", "market") == "market";
        var asOf = screen.Sequence;
        var range = await queries.ReadRangeAsync(inputs, timeframe, from, to, stop);
        if (inputs.Refusal is { } refusal)
        {
            return refusal;
        }

        var markets = await grains.Symbol(coin).GetMarketsAsync();
        if (queries.TooMany(range, isSplit ? markets.Count : 1) is { } tooMany)
        {
            return tooMany;
        }

        var bars = await queries.ReadSymbolAsync(markets, range, isSplit, stop);
        return Results.Json(new SymbolBarsView(coin, range.Timeframe.ToString(), asOf, bars), SiloJson.Options);
    }
}
