using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Grains.Symbols.History;

/// <summary>Recorded markets: nobody can be asked.</summary>
internal sealed class NoVenueHistory : IVenueHistory
{
    public bool Covers(Instrument instrument) => false;

    public Task<IReadOnlyList<Bar>> ReadAsync(
        Instrument instrument, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"there is no venue behind {instrument.Market}");
}
