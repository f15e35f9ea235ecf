using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters;

/// <summary>A venue whose own bars tell buys from sells.</summary>
public interface IBarHistory
{
    /// <summary>
    /// The request for one page of the venue's own bars with the taker's split, oldest first, from <paramref name="fromUnixMs"/> on and
    /// before <paramref name="toUnixMs"/>.
    /// </summary>
    RestCall BarsCall(Instrument instrument, Timeframe timeframe, long fromUnixMs, long toUnixMs);

    /// <summary>Reads one body of <see cref="BarsCall"/>; counts are 0 where the venue gives no split of them.</summary>
    /// <exception cref="FormatException">The body is not a page of bars; the message says what was expected and found.</exception>
    IReadOnlyList<Bar> ReadBars(Instrument instrument, ReadOnlyMemory<byte> body);
}
