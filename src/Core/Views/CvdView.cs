using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Core.Views;

/// <summary>Volume delta per bucket, so that a reader may rebase at any anchor.</summary>
/// <param name="Symbol">Base coin.</param>
/// <param name="Timeframe">Length of a bucket, e.g. <c>5m</c>.</param>
/// <param name="AsOf">Sequence number of the last event that this answer includes.</param>
/// <param name="OpenUnixMs">Start of each bucket, milliseconds since 1970 UTC.</param>
/// <param name="SpotDelta">Buys minus sells on spot in each bucket, USD.</param>
/// <param name="PerpDelta">Buys minus sells on perpetuals in each bucket, USD.</param>
/// <param name="Close">Last price of the reference market in each bucket; NaN values are null.</param>
public sealed record CvdView(
    string Symbol,
    string Timeframe,
    long AsOf,
    IReadOnlyList<long> OpenUnixMs,
    IReadOnlyList<double> SpotDelta,
    IReadOnlyList<double> PerpDelta,
    IReadOnlyList<double?> Close)
{
    /// <summary>Those of <see cref="OpenUnixMs"/> in which something is known to be missing: see <see cref="Bar.IsPartial"/>.</summary>
    public IReadOnlyList<long> PartialUnixMs { get; init; } = [];

    /// <summary>The view of a symbol's bars, which are in time order.</summary>
    public static CvdView Of(string symbol, Timeframe timeframe, long asOf, IReadOnlyCollection<SymbolBar> bars) => new(
        symbol,
        timeframe.ToString(),
        asOf,
        [.. bars.Select(b => b.OpenUnixMs)],
        [.. bars.Select(b => b.SpotBuy - b.SpotSell)],
        [.. bars.Select(b => b.PerpBuy - b.PerpSell)],
        [.. bars.Select(b => double.IsNaN(b.Close) ? (double?)null : b.Close)]);
}
