using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Client.Offline.Reports;

/// <summary>Bars to draw, as columns of equal length.</summary>
/// <param name="Timeframe">Their length: the one that was evaluated, or a longer one where that would be too many.</param>
/// <param name="T">Openings, seconds since 1970 UTC.</param>
/// <param name="Open">First prices of the perpetual.</param>
/// <param name="High">Highest prices.</param>
/// <param name="Low">Lowest prices.</param>
/// <param name="Close">Last prices.</param>
/// <param name="SpotBuy">Aggressor buys on spot, USD.</param>
/// <param name="SpotSell">Aggressor sells on spot, USD.</param>
/// <param name="PerpBuy">Aggressor buys on the perpetual, USD.</param>
/// <param name="PerpSell">Aggressor sells on the perpetual, USD.</param>
internal sealed record ChartColumns(
    string Timeframe,
    IReadOnlyList<long> T,
    IReadOnlyList<double> Open,
    IReadOnlyList<double> High,
    IReadOnlyList<double> Low,
    IReadOnlyList<double> Close,
    IReadOnlyList<double> SpotBuy,
    IReadOnlyList<double> SpotSell,
    IReadOnlyList<double> PerpBuy,
    IReadOnlyList<double> PerpSell)
{
    /// <summary>Columns of bars in time order, folded until they are not more than so many.</summary>
    public static ChartColumns Of(IReadOnlyList<SymbolBar> bars, Timeframe timeframe, int most)
    {
        var longer = Core.Bars.Timeframe.Stored.Where(frame => frame.Milliseconds > timeframe.Milliseconds && frame.Milliseconds % timeframe.Milliseconds == 0).GetEnumerator();
        var shown = bars;
        while (shown.Count > most && longer.MoveNext())
        {
            timeframe = longer.Current;
            shown = Fold(bars, timeframe);
        }

        return new(
            timeframe.ToString(),
            Column(shown, bar => bar.OpenUnixMs / 1_000),
            Column(shown, bar => bar.Open),
            Column(shown, bar => bar.High),
            Column(shown, bar => bar.Low),
            Column(shown, bar => bar.Close),
            Column(shown, bar => bar.SpotBuy),
            Column(shown, bar => bar.SpotSell),
            Column(shown, bar => bar.PerpBuy),
            Column(shown, bar => bar.PerpSell));
    }

    private static List<SymbolBar> Fold(IReadOnlyList<SymbolBar> bars, Timeframe timeframe)
    {
        var folded = new List<SymbolBar>();
        foreach (var bar in bars)
        {
            var open = timeframe.Floor(bar.OpenUnixMs);
            if (folded.Count == 0 || folded[^1].OpenUnixMs != open)
            {
                folded.Add(bar with { OpenUnixMs = open });
                continue;
            }

            var known = folded[^1];
            folded[^1] = new(
                open, known.Open, Math.Max(known.High, bar.High), Math.Min(known.Low, bar.Low), bar.Close, known.Volume + bar.Volume,
                known.SpotBuy + bar.SpotBuy, known.SpotSell + bar.SpotSell, known.PerpBuy + bar.PerpBuy, known.PerpSell + bar.PerpSell);
        }

        return folded;
    }

    private static T[] Column<T>(IReadOnlyList<SymbolBar> bars, Func<SymbolBar, T> read)
    {
        var column = new T[bars.Count];
        for (var i = 0; i < column.Length; i++)
        {
            column[i] = read(bars[i]);
        }

        return column;
    }
}
