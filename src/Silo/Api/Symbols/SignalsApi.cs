using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Explaining;
using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Silo.Api.Requests;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Api.Symbols;

/// <summary><c>/api/v1/signals</c>: decisions and what became of them.</summary>
internal static class SignalsApi
{
    // As long as signals are kept.
    private const long UsualRange = 30L * 86_400_000;

    /// <summary>Adds the paths.</summary>
    public static void MapSignalsApi(this IEndpointRouteBuilder api)
    {
        api.MapGet(ApiPaths.Signals, ListAsync).Produces<IReadOnlyList<SignalRecord>>().WithName("getSignals").WithSummary("Signals, newest first, with what their positions brought.");
        api.MapGet(ApiPaths.NearMisses, ListNearAsync).Produces<IReadOnlyList<NearMiss>>().WithName("getNearMisses").WithSummary("Evaluations of the last 48 h whose score came within 1.0 of an entry, newest first.");
        api.MapGet(ApiPaths.SignalStatistics, CountAsync).Produces<SignalStatistics>().WithName("getSignalStatistics").WithSummary("What became of the entry signals of a range, in counts and in money: all, by tier of the score, by coin; the last 30 days by default.");
    }

    private static async Task<IResult> ListAsync(
        string? symbol, string? limit, ISignalPublisher signals, ISignalResults results, KnownNames names, CancellationToken stop)
    {
        var inputs = new Inputs();
        var coin = await names.CollectedAsync(inputs, "symbol", symbol, stop);
        var most = inputs.Limit(limit, 50);
        if (inputs.Refusal is { } refusal)
        {
            return refusal;
        }

        var records = await signals.ReadAsync(coin, most, stop);
        var known = await results.ReadAsync([.. records.Select(record => record.Signal.Id)], stop);
        var byId = known.ToDictionary(result => result.SignalId, StringComparer.Ordinal);
        return Results.Ok(records.Select(record => record with { Result = byId.GetValueOrDefault(record.Signal.Id) }));
    }

    private static async Task<IResult> ListNearAsync(string? symbol, string? limit, IGrainAccess grains, KnownNames names)
    {
        var inputs = new Inputs();
        var most = inputs.Limit(limit, 50);
        var coin = string.IsNullOrWhiteSpace(symbol) ? null : await names.TrackedAsync(inputs, symbol, inputs.Refuse);
        if (inputs.Refusal is { } refusal)
        {
            return refusal;
        }

        var coins = coin is null ? await grains.GetTrackedAsync() : [coin];
        var misses = await Task.WhenAll(coins.Select(one => grains.Symbol(one).GetNearMissesAsync().AsTask()));
        return Results.Ok(misses.SelectMany(one => one).OrderByDescending(miss => miss.BarCloseUnixMs).ThenBy(miss => miss.Symbol, StringComparer.Ordinal).Take(most));
    }

    private static async Task<IResult> CountAsync(string? from, string? to, string? source, ISignalStatistics statistics, MarketTime now, CancellationToken stop)
    {
        var inputs = new Inputs();
        var latest = string.IsNullOrWhiteSpace(to) ? await now.NowUnixMsAsync(stop) + 1 : 0;
        var end = inputs.Time("to", to, latest);
        var start = inputs.Time("from", from, Math.Max(0, end - UsualRange));
        inputs.Range(start, end);
        var origin = Enum.Parse<SignalOrigin>(inputs.Choice("source", source, "all", "strategy", "external"), ignoreCase: true);
        return inputs.Refusal ?? Results.Ok(await statistics.ReadAsync(start, end, origin, stop));
    }
}
