namespace SqueezeFlow.Core.Signals.Results;

/// <summary>What became of the entry signals of a range: all of them, by tier of their score, by coin.</summary>
/// <param name="From">Start of the range, inclusive: close of the deciding bar, market time.</param>
/// <param name="To">End of the range, exclusive.</param>
/// <param name="Total">All of them.</param>
/// <param name="ByTier">Each of <see cref="SignalTiers"/>, the highest first; one without signals too.</param>
/// <param name="BySymbol">Each base coin that had signals, by name.</param>
public sealed record SignalStatistics(
    DateTimeOffset From, DateTimeOffset To, SignalGroup Total, IReadOnlyList<SignalGroup> ByTier, IReadOnlyList<SignalGroup> BySymbol)
{
    /// <summary>Name of the group of all.</summary>
    public const string TotalName = "total";

    /// <summary>Adds up the counts of a range.</summary>
    public static SignalStatistics Of(long fromUnixMs, long toUnixMs, IReadOnlyCollection<SignalCount> counts)
    {
        // Sums of fractions depend on the order; with one order equal counts give equal sums.
        var ordered = counts.OrderBy(count => count.BaseSymbol, StringComparer.Ordinal).ThenBy(count => count.Tier, StringComparer.Ordinal).ThenBy(count => count.Kind).ToList();
        return new(
            DateTimeOffset.FromUnixTimeMilliseconds(fromUnixMs),
            DateTimeOffset.FromUnixTimeMilliseconds(toUnixMs),
            SignalGroup.Of(TotalName, ordered),
            [.. SignalTiers.All.Select(tier => SignalGroup.Of(tier, [.. ordered.Where(count => count.Tier == tier)]))],
            [.. ordered.GroupBy(count => count.BaseSymbol, StringComparer.Ordinal).Select(group => SignalGroup.Of(group.Key, [.. group]))]);
    }
}
