using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Rest;

namespace SqueezeFlow.Grains.Refill;

/// <summary>Trades that venues keep, over their REST interfaces.</summary>
internal sealed class MissedTrades(ExchangeRests rests) : IMissedTrades
{
    public bool Covers(Instrument instrument) =>
        rests.TryGet(instrument.Market.Exchange, out var rest) && rest.CanSearchTrades(instrument);

    public async Task<FoundTrades> SearchAsync(InstrumentHistory instruments, Gap gap, CancellationToken cancellationToken)
    {
        var search = await rests.Get(gap.Market.Exchange).SearchTradesAsync(instruments, gap, cancellationToken);
        return new([.. search.Trades], IsCovered(gap, search), $"REST history, {search.Pages} pages")
        {
            Unread = [.. search.Unread],
            IsBehind = !search.ReachesEnd && (gap.Missing is null || search.NewestId < gap.AfterId - 1),
        };
    }

    // Both ends must have been seen: what lies between two pages that touch cannot be missing.
    private static bool IsCovered(Gap gap, TradeSearch search)
    {
        if (gap.Missing is null)
        {
            return search.ReachesBack && search.ReachesEnd;
        }

        return (search.ReachesBack || search.OldestId <= gap.BeforeId + 1) && search.NewestId >= gap.AfterId - 1;
    }
}
