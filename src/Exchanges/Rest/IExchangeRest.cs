using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Exchanges.Rest;

/// <summary>What a venue answers on request. Safe for concurrent use.</summary>
/// <remarks>Throws <see cref="HttpRequestException"/> after the retries; its message names the venue, the request and what was expected.</remarks>
public interface IExchangeRest
{
    /// <summary>
    /// Every instrument of the venue, of all endpoints that are on. When the venue does not answer, the list kept on disk from the last
    /// time is given, if there is one.
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

    /// <summary>Whether the venue tells the turnover of all its markets at once, and its REST endpoint is on.</summary>
    bool HasTurnover { get; }

    /// <summary>Quote units of the last 24 hours by market.</summary>
    Task<IReadOnlyDictionary<MarketId, double>> GetTurnoverAsync(CancellationToken cancellationToken);
}
