using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Rest;

namespace SqueezeFlow.Grains.OpenInterest;

/// <summary>Open interest over the REST side of the venues.</summary>
internal sealed class RestOpenInterestFeed(ExchangeRests rests) : IOpenInterestFeed
{
    public TimeSpan? EveryOf(string exchange) => rests.TryGet(exchange, out var rest) ? rest.OpenInterestEvery : null;

    public async Task<IReadOnlyList<Instrument>> GetInstrumentsAsync(string exchange, CancellationToken cancellationToken) =>
        (await rests.Get(exchange).GetInstrumentsAsync(cancellationToken)).Instruments;

    public Task<IReadOnlyList<OpenInterestValue>> ReadAsync(
        string exchange, IReadOnlyList<Instrument> markets, CancellationToken cancellationToken) =>
        rests.Get(exchange).GetOpenInterestAsync(markets, cancellationToken);
}
