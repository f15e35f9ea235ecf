using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Grains.Refill;
using SqueezeFlow.Silo.Api.Requests;

namespace SqueezeFlow.Silo.Api.Feeds;

/// <summary><c>/api/v1/gaps</c>: holes in what was read.</summary>
internal static class GapsApi
{
    /// <summary>Adds the paths.</summary>
    public static void MapGapsApi(this IEndpointRouteBuilder api)
    {
        api.MapGet(ApiPaths.Gaps, ListAsync).Produces<IReadOnlyList<Gap>>().WithName("getGaps").WithSummary("Gaps that touch a range, of one market or all; the last 24 hours by default.");
        api.MapGet(ApiPaths.GapSearches, SearchesAsync).Produces<IReadOnlyList<SearchedGap>>().WithName("getGapSearches").WithSummary("What this process has searched for since its start, and what came of it.");
    }

    private static async Task<IResult> SearchesAsync(string? market, SearchBook book, KnownNames names, CancellationToken stop)
    {
        var inputs = new Inputs();
        MarketId? one = string.IsNullOrWhiteSpace(market) ? null : await names.MarketAsync(inputs, market, inputs.Refuse, stop);
        return inputs.Refusal ?? Results.Ok(book.Read(one));
    }

    private static async Task<IResult> ListAsync(string? market, string? from, string? to, IBarStore store, KnownNames names, MarketTime now, CancellationToken stop)
    {
        var inputs = new Inputs();
        MarketId? one = string.IsNullOrWhiteSpace(market) ? null : await names.MarketAsync(inputs, market, inputs.Refuse, stop);
        var (start, end) = await LedgerApi.ReadRangeAsync(inputs, from, to, now, stop);
        return inputs.Refusal ?? Results.Ok(await store.ReadGapsAsync(one, start, end, stop));
    }
}
