using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Rest;

namespace SqueezeFlow.Grains.Symbols.History;

/// <summary>Bars that venues keep, over their REST interfaces.</summary>
internal sealed class VenueHistory(ExchangeRests rests) : IVenueHistory
{
    public bool Covers(Instrument instrument) => rests.TryGet(instrument.Market.Exchange, out var rest) && rest.HasTakerSplit(instrument);

    public async Task<IReadOnlyList<Bar>> ReadAsync(
        Instrument instrument, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken)
    {
        var rows = await rests.Get(instrument.Market.Exchange).GetBarsAsync(instrument, timeframe, fromUnixMs, toUnixMs, cancellationToken);
        return [.. rows.Select(r => r.Bar)];
    }
}
