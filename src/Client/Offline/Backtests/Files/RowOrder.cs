using SqueezeFlow.Client.Offline.Reading;

namespace SqueezeFlow.Client.Offline.Backtests.Files;

/// <summary>Puts rows in time order, each time once.</summary>
internal static class RowOrder
{
    /// <summary>Sorts what is not in order and drops rows that repeat another one, and says so.</summary>
    /// <exception cref="DataFormatException">Two rows of one time differ.</exception>
    public static List<FileRow<T>> Sort<T>(string file, List<FileRow<T>> rows, List<string> notes)
        where T : struct, IEquatable<T>
    {
        if (!IsInOrder(rows))
        {
            notes.Add($"{file}: rows were not in time order and were sorted");
            rows = [.. rows.OrderBy(row => row.Seconds)];
        }

        var once = new List<FileRow<T>>(rows.Count);
        foreach (var row in rows)
        {
            if (once.Count == 0 || once[^1].Seconds != row.Seconds)
            {
                once.Add(row);
            }
            else if (!once[^1].Value.Equals(row.Value))
            {
                throw new DataFormatException(
                    file, $"line {row.Line}, time_s", $"{row.Seconds} again, with other values than line {once[^1].Line}", "each time once");
            }
        }

        if (once.Count < rows.Count)
        {
            notes.Add($"{file}: dropped {Counted.Of(rows.Count - once.Count, "row")} that repeated another one");
        }

        return once;
    }

    private static bool IsInOrder<T>(List<FileRow<T>> rows)
        where T : struct, IEquatable<T>
    {
        for (var i = 1; i < rows.Count; i++)
        {
            if (rows[i].Seconds < rows[i - 1].Seconds)
            {
                return false;
            }
        }

        return true;
    }
}
