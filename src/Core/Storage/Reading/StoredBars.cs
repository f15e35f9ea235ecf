using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Core.Storage.Reading;

/// <summary>Bars of any timeframe from what is stored of a market. Any range, split anywhere, gives what its parts give.</summary>
public static class StoredBars
{
    // Beyond it there are no bars: some 140,000 years.
    private const long MostUnixMs = 1L << 52;

    /// <summary>The longest stored timeframe of which every bucket of <paramref name="timeframe"/> is made; null when there is none.</summary>
    public static Timeframe? UnitOf(Timeframe timeframe) =>
        PlaceOf(timeframe) is >= 0 and var place ? Timeframe.Stored[place] : null;

    /// <summary>
    /// Bars whose open time is in the range, in time order, read as they are needed; none when no stored timeframe divides the one asked
    /// for. The forming bar is there as far as it is stored. <see cref="Bar.IsPartial"/> is set where something of a bucket is not known:
    /// nobody was listening, trades are missing by the ledger, or shorter rows are deleted and no longer ones take their place.
    /// </summary>
    /// <param name="rows">What is stored.</param>
    /// <param name="timeframe">Length of a bar.</param>
    /// <param name="fromUnixMs">Start, inclusive.</param>
    /// <param name="toUnixMs">End, exclusive.</param>
    public static IEnumerable<Bar> Read(IStoredRows rows, Timeframe timeframe, long fromUnixMs, long toUnixMs)
    {
        var place = PlaceOf(timeframe);
        var (from, to) = place < 0 ? (0, 0) : (First(timeframe, fromUnixMs), First(timeframe, toUnixMs));
        if (from >= to)
        {
            yield break;
        }

        var isKept = timeframe != Timeframe.Stored[place] && rows.KeepsMore(timeframe);
        var kept = isKept ? Math.Min(KeptFrom(rows, place), KeptFrom(rows, timeframe)) : KeptFrom(rows, place);
        var known = KnownTime.Read(rows, from, to);
        var composer = new BarComposer(rows, known);
        var bars = isKept ? composer.ReadKept(timeframe, place, from, to) : composer.Read(place, from, to);
        foreach (var bar in isKept || timeframe == Timeframe.Stored[place] ? bars : BarFold.Fold(bars, Timeframe.Stored[place], timeframe))
        {
            var isWhole = bar.OpenUnixMs >= kept && known.Holds(bar.OpenUnixMs, timeframe.Close(bar.OpenUnixMs));
            yield return isWhole ? bar : bar with { IsPartial = true };
        }
    }

    // "From the beginning" and "to the end" may be the smallest and the largest number there is.
    private static long First(Timeframe timeframe, long unixMs) => timeframe.Ceiling(Math.Clamp(unixMs, -MostUnixMs, MostUnixMs));

    private static int PlaceOf(Timeframe timeframe)
    {
        for (var i = Timeframe.Stored.Count - 1; i >= 0 && timeframe.FitsDays; i--)
        {
            if (timeframe.Milliseconds % Timeframe.Stored[i].Milliseconds == 0)
            {
                return i;
            }
        }

        return -1;
    }

    // A moment is kept when one of the timeframes that a bar can be made of still has the row that holds it.
    private static long KeptFrom(IStoredRows rows, int place) => Timeframe.Stored.Take(place + 1).Min(timeframe => KeptFrom(rows, timeframe));

    private static long KeptFrom(IStoredRows rows, Timeframe timeframe) =>
        rows.KeptFromUnixMs(timeframe) is > long.MinValue and var kept ? timeframe.Ceiling(kept) : long.MinValue;
}
