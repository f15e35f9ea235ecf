using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters;

/// <summary>A venue whose past trades can be asked for, to fill what a connection missed.</summary>
public interface ITradeHistory
{
    /// <summary>
    /// The next request that brings the search nearer to its gap; null when there is none: the venue reaches no further, or not to this
    /// market. Called again after each answer, with what has been read so far in <paramref name="search"/>.
    /// </summary>
    RestCall? NextTrades(Instrument instrument, TradeSearch search);

    /// <summary>
    /// Reads one answer: every row into <see cref="TradeSearch.Add"/>, in the order of the body, with the id that the stream gives the same
    /// trade, and whatever the next request needs into <see cref="TradeSearch.Cursor"/>.
    /// </summary>
    /// <exception cref="FormatException">The body is no list of trades; the message says what was expected and found.</exception>
    void ReadTrades(Instrument instrument, ReadOnlyMemory<byte> body, TradeSearch search);
}
