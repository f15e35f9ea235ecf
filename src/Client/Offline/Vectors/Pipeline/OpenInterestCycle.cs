using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Client.Offline.Vectors.Pipeline;

/// <summary>
/// The points that one polling cycle leaves: per venue and coin, then over the venues. Plain sums of what was read in this
/// cycle, as the reference system stores them: units are not made alike and a venue that was not polled is missing.
/// </summary>
internal static class OpenInterestCycle
{
    private static readonly string[] FuturesVenues = ["BINANCE", "BYBIT", "OKX"];
    private static readonly string[] AllVenues = [.. FuturesVenues, "DERIBIT"];

    /// <summary>Individual points in order of first appearance, then futures aggregates, then totals, coins in order of first appearance.</summary>
    public static IReadOnlyList<OpenInterestPoint> Points(IReadOnlyList<OpenInterestReading> readings)
    {
        List<OpenInterestPoint> individual =
        [
            .. readings
                .Select(reading => (Reading: reading, Coin: BaseCoin.Of(new MarketId(reading.Exchange, reading.Symbol))))
                .GroupBy(item => (item.Reading.Exchange, item.Coin))
                .Select(group => Individual(group.Key.Coin, [.. group.Select(item => item.Reading)])),
        ];
        return
        [
            .. individual,
            .. Aggregates(individual, OpenInterestScope.Futures, FuturesVenues),
            .. Aggregates(individual, OpenInterestScope.Total, AllVenues),
        ];
    }

    private static OpenInterestPoint Individual(string coin, OpenInterestReading[] readings)
    {
        var first = readings[0];
        return new(
            first.Exchange,
            coin,
            first.Symbol,
            first.Market,
            OpenInterestScope.Individual,
            readings.Sum(reading => reading.Value),
            readings.Length,
            first.UnixMs);
    }

    private static IEnumerable<OpenInterestPoint> Aggregates(
        List<OpenInterestPoint> individual, OpenInterestScope scope, string[] venues)
    {
        var (exchange, market) = scope == OpenInterestScope.Futures
            ? ("FUTURES_AGG", "FUTURES_COMBINED")
            : ("TOTAL_AGG", "ALL_COMBINED");
        foreach (var coin in individual.Select(point => point.BaseCoin).Distinct())
        {
            var parts = individual.FindAll(point => point.BaseCoin == coin && venues.Contains(point.Exchange));
            var sum = parts.Sum(point => point.Value);
            if (sum > 0)
            {
                yield return new(exchange, coin, "AGGREGATED", market, scope, sum, parts.Count, parts[0].UnixMs);
            }
        }
    }
}
