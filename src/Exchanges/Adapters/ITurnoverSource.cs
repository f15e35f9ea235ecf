using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters;

/// <summary>A venue that tells the turnover of all its markets in one answer or a few, so that the largest can be chosen.</summary>
public interface ITurnoverSource
{
    /// <summary>Requests that together cover every market.</summary>
    IReadOnlyList<RestCall> TurnoverCalls { get; }

    /// <summary>
    /// Reads one body into quote units of the last 24 hours by market, recognised by its shape; false, and nothing added, when it is none.
    /// </summary>
    bool TryReadTurnover(ReadOnlyMemory<byte> body, IDictionary<MarketId, double> turnover);
}
