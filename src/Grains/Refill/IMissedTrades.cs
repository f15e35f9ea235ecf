using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Grains.Refill;

/// <summary>Where trades that a connection missed can be asked for. Safe for concurrent use.</summary>
public interface IMissedTrades
{
    /// <summary>Whether a market's past trades can be asked for at all.</summary>
    bool Covers(Instrument instrument);

    /// <summary>Searches for the trades of a gap; their sizes count by what was in force at their time.</summary>
    /// <exception cref="HttpRequestException">The venue could not be asked, or its answer could not be read.</exception>
    Task<FoundTrades> SearchAsync(InstrumentHistory instruments, Gap gap, CancellationToken cancellationToken);
}
