using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters;

/// <summary>A venue that tells the open interest of its contracts.</summary>
public interface IOpenInterestSource
{
    /// <summary>Time between two readings of a market.</summary>
    TimeSpan OpenInterestEvery { get; }

    /// <summary>Requests that together cover these perpetuals: one for all where the venue has such a call, else one each.</summary>
    IReadOnlyList<RestCall> OpenInterestCalls(IReadOnlyList<Instrument> markets);

    /// <summary>
    /// Reads one body, recognised by its shape; false, and nothing added, when it is none. A row without a number is left out; zero is a number.
    /// </summary>
    bool TryReadOpenInterest(ReadOnlyMemory<byte> body, ICollection<OpenInterestValue> values);
}
