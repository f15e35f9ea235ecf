using System.Globalization;
using SqueezeFlow.Client.Offline.Reading;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Client.Offline.Backtests.Files;

/// <summary>How far apart the rows of a bar file are: the length of its bars, which the file itself does not tell.</summary>
internal static class RowSpacing
{
    // Where nothing traded for a few seconds rows are missing; a minute without one is a hole.
    private const long Minute = 60;

    /// <summary>Seconds from row to row where none is missing; null with fewer than two rows.</summary>
    /// <exception cref="DataFormatException">Rows do not stand on one grid.</exception>
    public static long? Of<T>(string file, IReadOnlyList<FileRow<T>> rows)
        where T : struct, IEquatable<T>
    {
        if (rows.Count < 2)
        {
            return null;
        }

        var distances = rows.Zip(rows.Skip(1), (row, next) => next.Seconds - row.Seconds).ToList();
        var usual = distances.CountBy(distance => distance).OrderByDescending(count => count.Value).ThenBy(count => count.Key).First().Key;
        if (usual < Minute)
        {
            usual = distances.Aggregate(GreatestCommonDivisor);
        }

        var odd = distances.FindIndex(distance => distance % usual != 0);
        if (odd >= 0)
        {
            throw new DataFormatException(
                file, $"line {rows[odd + 1].Line}, time_s", $"a row {Span(distances[odd])} after the one before", $"a multiple of {Span(usual)}, which the rows are apart");
        }

        CheckGrid(file, rows[0], usual);
        return usual;
    }

    /// <summary>Checks that bars of a timeframe can be made of rows so far apart.</summary>
    /// <exception cref="DataFormatException">The rows are longer than the timeframe, or do not fit into it.</exception>
    public static void Check(string file, long? spacingSeconds, Timeframe timeframe)
    {
        if (spacingSeconds is not { } seconds || timeframe.Milliseconds % (seconds * 1_000) == 0)
        {
            return;
        }

        var rows = new Timeframe(seconds * 1_000);
        var fitting = Timeframe.Stored.Where(frame => frame.Milliseconds % rows.Milliseconds == 0).ToList();
        var fix = fitting.Count == 0 ? "give other rows" : $"give --timeframe {string.Join(", ", fitting)}";
        throw new DataFormatException(
            file,
            "time_s",
            $"rows {rows} apart",
            $"rows that fit into the timeframe asked, {timeframe}: {fix}, or rows of {timeframe} or a whole part of it");
    }

    /// <summary>A length in words.</summary>
    public static string Span(long seconds) => Figures.Span(TimeSpan.FromSeconds(seconds));

    // Rows that open off the grid would be folded into bars that began before them.
    private static void CheckGrid<T>(string file, FileRow<T> first, long spacing)
        where T : struct, IEquatable<T>
    {
        if (Timeframe.D1.Milliseconds % (spacing * 1_000) == 0 && first.Seconds % spacing != 0)
        {
            throw new DataFormatException(
                file, $"line {first.Line}, time_s", string.Create(CultureInfo.InvariantCulture, $"'{first.Seconds}', {Span(first.Seconds % spacing)} off the grid"),
                $"bars of {Span(spacing)} that open at multiples of it (time_s is the opening, not the close)");
        }
    }

    private static long GreatestCommonDivisor(long a, long b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a;
    }
}
