using SqueezeFlow.Core.Flow.OpenInterest;

namespace SqueezeFlow.Client.Offline.Vectors.Pipeline;

/// <summary>One stored point of open interest.</summary>
/// <param name="Exchange">Venue id, or the name of the aggregate.</param>
/// <param name="BaseCoin">Base coin, e.g. <c>BTC</c>.</param>
/// <param name="OriginalSymbol">The first symbol that went in, or <c>AGGREGATED</c>.</param>
/// <param name="Market">Market of that symbol, or the name of the combination.</param>
/// <param name="Scope">What was summed.</param>
/// <param name="Value">The sum, in the unit of the readings.</param>
/// <param name="Count">Pairs (<see cref="OpenInterestScope.Individual"/>) or venues that went in.</param>
/// <param name="UnixMs">Time of the first reading that went in, milliseconds since 1970 UTC.</param>
internal sealed record OpenInterestPoint(
    string Exchange,
    string BaseCoin,
    string OriginalSymbol,
    string Market,
    OpenInterestScope Scope,
    double Value,
    int Count,
    long UnixMs)
{
    /// <summary>Stored name of <see cref="Scope"/>: <c>individual</c>, <c>futures_aggregate</c> or <c>total_aggregate</c>.</summary>
    public string AggregateType => Scope.StoredType();
}
