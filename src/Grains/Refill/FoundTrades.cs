using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Grains.Refill;

/// <summary>What a search has brought.</summary>
/// <param name="Trades">Trades of the market, in any order; those outside the gap included.</param>
/// <param name="IsCovered">Whether the venue's list holds everything of the gap.</param>
/// <param name="By">The request, for the record, e.g. <c>GET /fapi/v1/aggTrades</c>.</param>
public sealed record FoundTrades(Trade[] Trades, bool IsCovered, string By)
{
    /// <summary>Prints of the list that are no countable trades.</summary>
    public UncountedTrade[] Unread { get; init; } = [];

    /// <summary>Whether the list does not come to the newer end of the gap yet: a venue's list may be a few seconds behind its stream.</summary>
    public bool IsBehind { get; init; }
}
