using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Storage.Reading;

namespace SqueezeFlow.Storage.Influx.Reading;

/// <summary>Of each bucket one row: what we counted and what the venue says of it lie side by side in the database.</summary>
internal static class RowMerge
{
    /// <summary>Rows of both, in time order, read as they are needed.</summary>
    /// <param name="counted">Bars that we counted, in time order.</param>
    /// <param name="imported">Bars of the venue's own history, in time order. One of them stands unless ours holds more: see <see cref="BarRow.Replaces"/>.</param>
    public static IEnumerable<StoredRow> Of(IEnumerable<Bar> counted, IEnumerable<Bar> imported)
    {
        using var ours = FullestOf(counted).GetEnumerator();
        using var theirs = FullestOf(imported).GetEnumerator();
        var (hasOurs, hasTheirs) = (ours.MoveNext(), theirs.MoveNext());
        while (hasOurs || hasTheirs)
        {
            var order = !hasOurs ? 1 : !hasTheirs ? -1 : ours.Current.OpenUnixMs.CompareTo(theirs.Current.OpenUnixMs);
            var isImported = order > 0 || (order == 0 && theirs.Current.Volume >= ours.Current.Volume);
            yield return new(isImported ? theirs.Current : ours.Current, isImported);
            hasOurs = order <= 0 ? ours.MoveNext() : hasOurs;
            hasTheirs = order >= 0 ? theirs.MoveNext() : hasTheirs;
        }
    }

    // A market that was renamed may have a bucket under both names.
    private static IEnumerable<Bar> FullestOf(IEnumerable<Bar> bars)
    {
        Bar? last = null;
        foreach (var bar in bars)
        {
            if (last is { } before)
            {
                if (before.OpenUnixMs == bar.OpenUnixMs)
                {
                    last = bar.Volume > before.Volume ? bar : before;
                    continue;
                }

                yield return before;
            }

            last = bar;
        }

        if (last is { } end)
        {
            yield return end;
        }
    }
}
