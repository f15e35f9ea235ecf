using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Silo.Api.Description;
using SqueezeFlow.Silo.Api.Requests;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Api.Feeds;

/// <summary><c>/api/v1/ledger</c>: what is known of the completeness of each minute.</summary>
internal static class LedgerApi
{
    private const long Minute = 60_000;
    private const long Day = 86_400_000;

    /// <summary>Adds the paths.</summary>
    public static void MapLedgerApi(this IEndpointRouteBuilder api)
    {
        api.MapGet(ApiPaths.MarketLedger, OneAsync).Produces<LedgerView>().Refuses(StatusCodes.Status404NotFound).WithName("getLedger").WithSummary("Completeness of one market; the last 24 hours by default.");
        api.MapGet(ApiPaths.Ledger, SymbolAsync).Needs("symbol").Produces<IReadOnlyList<LedgerView>>().WithName("getSymbolLedger").WithSummary("Completeness of all markets of a symbol.");
    }

    /// <summary>Reads a range; without one, the last 24 hours of market time.</summary>
    public static async Task<(long From, long To)> ReadRangeAsync(Inputs inputs, string? from, string? to, MarketTime now, CancellationToken cancellationToken)
    {
        var latest = string.IsNullOrWhiteSpace(to) ? await now.NowUnixMsAsync(cancellationToken) : 0;
        var end = inputs.Time("to", to, latest);
        var start = inputs.Time("from", from, Math.Max(0, end - Day));
        inputs.Range(start, end);
        return (start, end);
    }

    /// <summary>
    /// Minutes of a range proven complete and known to miss something. What came to be doubted after its row had been closed is a row within that row: doubt goes before proof.
    /// </summary>
    public static (long Complete, long Partial) MinutesIn(IReadOnlyList<LedgerRun> runs, long from, long to)
    {
        var edges = runs
            .Where(run => run.State != LedgerState.Unknown && run.FromUnixMs < to && run.ToUnixMs > from)
            .SelectMany(run => new[] { (At: Math.Max(run.FromUnixMs, from), run.State, Step: 1), (At: Math.Min(run.ToUnixMs, to), run.State, Step: -1) })
            .OrderBy(edge => edge.At);
        var (complete, partial, proofs, doubts, last) = (0L, 0L, 0, 0, from);
        foreach (var (at, state, step) in edges)
        {
            partial += doubts > 0 ? at - last : 0;
            complete += doubts == 0 && proofs > 0 ? at - last : 0;
            doubts += state == LedgerState.Partial ? step : 0;
            proofs += state == LedgerState.Complete ? step : 0;
            last = at;
        }

        return (complete / Minute, partial / Minute);
    }

    private static async Task<IResult> OneAsync(string market, string? from, string? to, IBarStore store, KnownNames names, MarketTime now, CancellationToken stop)
    {
        var inputs = new Inputs();
        var id = await names.MarketAsync(inputs, market, inputs.Miss, stop);
        var (start, end) = await ReadRangeAsync(inputs, from, to, now, stop);
        return inputs.Refusal ?? Results.Ok(await ReadAsync(store, id, start, end, stop));
    }

    private static async Task<IResult> SymbolAsync(
        string? symbol, string? from, string? to, IBarStore store, IGrainAccess grains, KnownNames names, MarketTime now, CancellationToken stop)
    {
        var inputs = new Inputs();
        if (string.IsNullOrWhiteSpace(symbol))
        {
            inputs.Refuse("symbol", symbol, "send a base coin, e.g. symbol=BTC, or ask for one market at ledger/{market}");
        }

        var coin = await names.TrackedAsync(inputs, symbol, inputs.Refuse);
        var (start, end) = await ReadRangeAsync(inputs, from, to, now, stop);
        if (inputs.Refusal is { } refusal)
        {
            return refusal;
        }

        List<LedgerView> views = [];
        foreach (var view in await grains.Symbol(coin).GetMarketsAsync())
        {
            views.Add(await ReadAsync(store, MarketId.Parse(view.Market), start, end, stop));
        }

        return Results.Ok(views);
    }

    private static async Task<LedgerView> ReadAsync(IBarStore store, MarketId market, long from, long to, CancellationToken stop)
    {
        var runs = await store.ReadLedgerAsync(market, from, to, stop);
        var gaps = await store.ReadGapsAsync(market, from, to, stop);
        var (complete, partial) = MinutesIn(runs, from, to);
        var all = Math.Max(0, (to - from) / Minute);
        return new(
            market.ToString(),
            DateTimeOffset.FromUnixTimeMilliseconds(from),
            DateTimeOffset.FromUnixTimeMilliseconds(to),
            complete,
            partial,
            Math.Max(0, all - complete - partial),
            runs,
            gaps);
    }
}
