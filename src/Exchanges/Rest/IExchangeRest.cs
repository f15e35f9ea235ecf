using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Rest.Instruments;

namespace SqueezeFlow.Exchanges.Rest;

/// <summary>What a venue answers on request. Safe for concurrent use.</summary>
/// <remarks>Throws <see cref="HttpRequestException"/> after the retries; its message names the venue, the request and what was expected.</remarks>
public interface IExchangeRest
{
    /// <summary>Time between two readings of a market's open interest; null where the venue tells none.</summary>
    TimeSpan? OpenInterestEvery { get; }

    /// <summary>Whether the venue tells the turnover of its markets, and its REST endpoint is on.</summary>
    bool HasTurnover { get; }

    /// <summary>
    /// Every instrument of the venue, of all endpoints that are on. When the venue does not answer, or not with a list, the list kept on disk
    /// from the last time is given, if there is one, and <see cref="InstrumentList.Failure"/> says why.
    /// </summary>
    Task<InstrumentList> GetInstrumentsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The venue's own bars with the taker's split that open in <c>[fromUnixMs, toUnixMs)</c>, oldest first, marked as imported; counts are 0
    /// where the venue gives no split of them. Empty when <see cref="HasTakerSplit"/> says no.
    /// </summary>
    Task<IReadOnlyList<BarRow>> GetBarsAsync(
        Instrument instrument, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken);

    /// <summary>Whether the venue's own bars tell buys from sells, and its REST endpoint is on.</summary>
    bool HasTakerSplit(Instrument instrument);

    /// <summary>Whether past trades of a market can be asked for, and the REST endpoint is on.</summary>
    bool CanSearchTrades(Instrument instrument);

    /// <summary>
    /// Looks for the trades of a gap, page by page, until the venue has no more of them. Empty when <see cref="CanSearchTrades"/> says no.
    /// What was found may lie outside the gap, and may not reach over all of it: see <see cref="TradeSearch.ReachesBack"/> and
    /// <see cref="TradeSearch.ReachesEnd"/>. Sizes count by what was in force at the trade's time.
    /// </summary>
    Task<TradeSearch> SearchTradesAsync(InstrumentHistory instruments, Gap gap, CancellationToken cancellationToken);

    /// <summary>
    /// Open interest of these markets, as far as the venue tells it. A request that fails costs its markets alone; when all fail, the first
    /// failure is thrown. Empty when <see cref="OpenInterestEvery"/> is null.
    /// </summary>
    Task<IReadOnlyList<OpenInterestValue>> GetOpenInterestAsync(IReadOnlyList<Instrument> markets, CancellationToken cancellationToken);

    /// <summary>Quote units traded in the last 24 hours by market. Empty when <see cref="HasTurnover"/> says no.</summary>
    Task<IReadOnlyDictionary<MarketId, double>> GetTurnoverAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The address to dial for a connection: the endpoint's own, or what the venue hands out before each connect. Where the request for that
    /// goes to an endpoint that is off, it is the endpoint's own.
    /// </summary>
    Task<Uri> GetAddressAsync(string endpoint, Uri address, CancellationToken cancellationToken);
}
