using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Rest;

namespace SqueezeFlow.Grains.Symbols;

/// <summary>Bars that venues keep, over their REST interfaces.</summary>
internal sealed class VenueHistory(ExchangeRests rests) : IVenueHistory
{
    public bool Covers(Instrument instrument) => rests.Of(instrument.Market.Exchange).HasTakerSplit(instrument);

    public async Task<IReadOnlyList<Bar>> ReadAsync(
        Instrument instrument, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken)
    {
        try
        {
            var rows = await rests.Of(instrument.Market.Exchange).GetBarsAsync(instrument, timeframe, fromUnixMs, toUnixMs, cancellationToken);
            return [.. rows.Select(r => r.Bar)];
        }
        catch (HttpRequestException e)
        {
            throw new IOException(e.Message, e);
        }
    }
}
