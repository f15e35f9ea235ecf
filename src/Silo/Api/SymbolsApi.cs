using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Grains.Screen;

namespace SqueezeFlow.Silo.Api;

/// <summary><c>/api/v1/symbols</c>: each coin over all its markets.</summary>
internal static class SymbolsApi
{
    private const string Known = "see /api/v1/symbols for the tracked ones";

    /// <summary>Adds the paths.</summary>
    public static void MapSymbolsApi(this IEndpointRouteBuilder api)
    {
        api.MapGet("symbols", async (IGrainAccess grains, CancellationToken stop) => Results.Ok(await grains.GetSymbolsAsync(stop)))
            .Produces<IReadOnlyList<SymbolView>>().WithSummary("Every tracked symbol.");
        api.MapGet("symbols/{symbol}", OneAsync).Produces<SymbolView>().WithSummary("One symbol at a glance.");
        api.MapGet("symbols/{symbol}/cvd", CvdAsync).Produces<CvdView>().WithSummary("Volume delta of each bucket, spot and perpetual; of the strategy's window when no timeframe and no range is given.");
        api.MapGet("symbols/{symbol}/explain", ExplainAsync).Produces<Explanation>().WithSummary("Why an evaluation ended as it did (at: bar close, kept for 48 h).");
        api.MapGet("symbols/{symbol}/bars", BarsAsync).Produces<SymbolBarsView>().WithSummary("Bars over all markets of the symbol, or by=market.");
    }

    private static async Task<IResult> OneAsync(string symbol, IGrainAccess grains)
    {
        var inputs = new Inputs();
        var coin = inputs.Symbol(symbol)!;
        return inputs.Refusal ?? (await grains.FindSymbolAsync(coin) is { } grain
            ? Results.Ok(await grain.GetViewAsync())
            : Problems.NotFound("symbol", symbol, Known));
    }

    private static async Task<IResult> CvdAsync(
        string symbol, string? timeframe, string? from, string? to, IGrainAccess grains, BarQueries queries, IScreen screen, CancellationToken stop)
    {
        var inputs = new Inputs();
        var coin = inputs.Symbol(symbol)!;
        var range = await queries.ReadRangeAsync(inputs, timeframe, from, to, stop);
        if (inputs.Refusal is { } refusal)
        {
            return refusal;
        }

        if (await grains.FindSymbolAsync(coin) is not { } grain)
        {
            return Problems.NotFound("symbol", symbol, Known);
        }

        if (string.IsNullOrWhiteSpace($"{timeframe}{from}{to}"))
        {
            return Results.Ok(await grain.GetCvdAsync());
        }

        var markets = await grain.GetMarketsAsync();
        return queries.TooMany(range, markets.Count) ?? Results.Ok(await queries.ReadCvdAsync(coin, markets, range, screen.Sequence, stop));
    }

    private static async Task<IResult> ExplainAsync(string symbol, string? at, IGrainAccess grains)
    {
        var inputs = new Inputs();
        var coin = inputs.Symbol(symbol)!;
        var close = inputs.Time("at", at, -1);
        if (inputs.Refusal is { } refusal)
        {
            return refusal;
        }

        if (await grains.FindSymbolAsync(coin) is not { } grain)
        {
            return Problems.NotFound("symbol", symbol, Known);
        }

        return await grain.ExplainAsync(close < 0 ? null : close) is { } explanation
            ? Results.Ok(explanation)
            : Problems.NotFound("at", at ?? "latest", close < 0
                ? $"nothing was evaluated yet: {WhyNothing(await grain.GetViewAsync())}"
                : "no bar that closed then was evaluated in the last 48 h");
    }

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
        BarQueries queries,
        IScreen screen,
        CancellationToken stop)
    {
        var inputs = new Inputs();
        var coin = inputs.Symbol(symbol)!;
        if (by is not (null or "" or "symbol" or "market"))
        {
            inputs.Refuse("by", by, "send symbol or market");
        }

        var asOf = screen.Sequence;
        var range = await queries.ReadRangeAsync(inputs, timeframe, from, to, stop);
        if (inputs.Refusal is { } refusal)
        {
            return refusal;
        }

        if (await grains.FindSymbolAsync(coin) is not { } grain)
        {
            return Problems.NotFound("symbol", symbol, Known);
        }

        var markets = await grain.GetMarketsAsync();
        if (queries.TooMany(range, by == "market" ? markets.Count : 1) is { } tooMany)
        {
            return tooMany;
        }

        var bars = await queries.ReadSymbolAsync(markets, range, by == "market", stop);
        return Results.Json(new SymbolBarsView(coin, range.Timeframe.ToString(), asOf, bars), SiloJson.Options);
    }
}
