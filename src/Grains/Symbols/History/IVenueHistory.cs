using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Grains.Symbols.History;

/// <summary>Bars that a venue itself keeps. Safe for concurrent use.</summary>
public interface IVenueHistory
{
    /// <summary>Whether the venue's history carries the taker split.</summary>
    bool Covers(Instrument instrument);

    /// <summary>Bars in <c>[from, to)</c>, in time order.</summary>
    /// <exception cref="HttpRequestException">The venue could not be asked, or its answer could not be read.</exception>
    Task<IReadOnlyList<Bar>> ReadAsync(Instrument instrument, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken);
}
