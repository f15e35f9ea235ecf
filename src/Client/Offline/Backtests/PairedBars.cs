using SqueezeFlow.Client.Offline.Backtests.Files;
using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Client.Offline.Backtests;

/// <summary>Makes a symbol's bars of a spot and a perpetual market: folded to one timeframe, only where both have a bar.</summary>
internal static class PairedBars
{
    /// <summary>Prices of the perpetual, flow of both, volume of all four sums.</summary>
    public static List<SymbolBar> Pair(IReadOnlyList<RecordedBar> spot, IReadOnlyList<RecordedBar> perp, Timeframe timeframe)
    {
        var spotBars = Fold(spot, timeframe).ToDictionary(bar => bar.OpenSeconds);
        var paired = new List<SymbolBar>();
        foreach (var bar in Fold(perp, timeframe))
        {
            if (spotBars.TryGetValue(bar.OpenSeconds, out var other))
            {
                var volume = bar.BuyNotional + bar.SellNotional + other.BuyNotional + other.SellNotional;
                paired.Add(new(
                    bar.OpenSeconds * 1000, bar.Open, bar.High, bar.Low, bar.Close, volume,
                    other.BuyNotional, other.SellNotional, bar.BuyNotional, bar.SellNotional));
            }
        }

        return paired;
    }

    /// <summary>Folds bars in time order onto the grid of a timeframe.</summary>
    public static IEnumerable<RecordedBar> Fold(IReadOnlyList<RecordedBar> bars, Timeframe timeframe)
    {
        RecordedBar? open = null;
        foreach (var bar in bars)
        {
            var start = timeframe.Floor(bar.OpenSeconds * 1000) / 1000;
            if (open is { } folded && folded.OpenSeconds == start)
            {
                open = new(
                    start, folded.Open, Math.Max(folded.High, bar.High), Math.Min(folded.Low, bar.Low), bar.Close,
                    folded.BuyNotional + bar.BuyNotional, folded.SellNotional + bar.SellNotional);
                continue;
            }

            if (open is { } complete)
            {
                yield return complete;
            }

            open = bar with { OpenSeconds = start };
        }

        if (open is { } last)
        {
            yield return last;
        }
    }
}
