using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Client.Transfer.Importing;

/// <summary>Bars of one market and one timeframe, in time order, each time once.</summary>
/// <param name="Market">The market; default when the file does not tell.</param>
/// <param name="Timeframe">Length of a bar.</param>
/// <param name="Bars">The bars; at least one.</param>
internal sealed record BarSeries(MarketId Market, Timeframe Timeframe, IReadOnlyList<Bar> Bars)
{
    /// <summary>
    /// The same as bars of each longer stored timeframe, of buckets only that lie between the first and the last of these bars: what a bucket at the
    /// edge lacks nobody knows.
    /// </summary>
    public IEnumerable<BarSeries> Longer()
    {
        var (from, to) = (Bars[0].OpenUnixMs, Timeframe.Close(Bars[^1].OpenUnixMs));
        foreach (var longer in Timeframe.Stored.Where(longer => longer.Milliseconds > Timeframe.Milliseconds && longer.Milliseconds % Timeframe.Milliseconds == 0))
        {
            Bar[] whole = [.. BarFold.Fold(Bars, Timeframe, longer).Where(bar => bar.OpenUnixMs >= from && longer.Close(bar.OpenUnixMs) <= to)];
            if (whole.Length > 0)
            {
                yield return new(Market, longer, whole);
            }
        }
    }
}
