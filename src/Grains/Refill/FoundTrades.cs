using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Adapters;

namespace SqueezeFlow.Grains.Refill;

/// <summary>What a search has brought.</summary>
/// <param name="Trades">Trades of the market, in any order; those outside the gap included.</param>
/// <param name="IsCovered">Whether the venue's list holds everything of the gap.</param>
/// <param name="By">The request, for the record.</param>
internal sealed record FoundTrades(Trade[] Trades, bool IsCovered, string By)
{
    /// <summary>Nobody could be asked, or nobody answered.</summary>
    public static FoundTrades None { get; } = new([], false, "nothing");

    /// <summary>Prints of the list that are no countable trades.</summary>
    public UncountedTrade[] Unread { get; private init; } = [];

    /// <summary>Whether the list does not come to the newer end of the gap yet: a venue's list may be a few seconds behind its stream.</summary>
    public bool IsBehind { get; private init; }

    /// <summary>What a venue's list has brought for a gap.</summary>
    public static FoundTrades Of(Gap gap, TradeSearch search) => new([.. search.Trades], Covers(gap, search), $"REST history, {search.Pages} pages")
    {
        Unread = [.. search.Unread],
        IsBehind = !search.ReachesEnd && (gap.Missing is null || search.NewestId < gap.AfterId - 1),
    };

    // Both ends must have been seen: what lies between two pages that touch cannot be missing.
    private static bool Covers(Gap gap, TradeSearch search) => gap.Missing is null
        ? search.ReachesBack && search.ReachesEnd
        : (search.ReachesBack || search.OldestId <= gap.BeforeId + 1) && search.NewestId >= gap.AfterId - 1;
}
