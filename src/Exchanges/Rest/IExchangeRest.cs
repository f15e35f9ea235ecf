using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Catalog;

namespace SqueezeFlow.Exchanges.Rest;

/// <summary>What a venue answers on request. Safe for concurrent use.</summary>
/// <remarks>Throws <see cref="HttpRequestException"/> after the retries; its message names the venue, the request and what was expected.</remarks>
public interface IExchangeRest
{
    /// <summary>
    /// Every instrument of the venue, of all endpoints that are on. When the venue does not answer, the list kept on disk from the last
    /// time is given, if there is one.
    /// </summary>
    Task<IReadOnlyList<Instrument>> GetInstrumentsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The venue's own bars with the taker's split that open in <c>[fromUnixMs, toUnixMs)</c>, oldest first, marked as imported; counts are 0
    /// where the venue gives no split of them. Empty when <see cref="HasTakerSplit"/> says no.
    /// </summary>
    Task<IReadOnlyList<BarRow>> GetBarsAsync(
        Instrument instrument, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken);

    /// <summary>Whether the venue's own bars tell buys from sells, and its REST endpoint is on.</summary>
    bool HasTakerSplit(Instrument instrument);

    /// <summary>Time between two readings of open interest; null when the venue tells none.</summary>
    TimeSpan? OpenInterestEvery { get; }

    /// <summary>Open interest of perpetuals now, of those that the venue tells it of. Empty when <see cref="OpenInterestEvery"/> is null.</summary>
    Task<IReadOnlyList<OpenInterestValue>> GetOpenInterestAsync(IReadOnlyList<Instrument> markets, CancellationToken cancellationToken);
}
