using System.Globalization;

namespace SqueezeFlow.Storage.Spool.Segments;

/// <summary>Which run of the program has written which segments: a file beside them, a line for each run that still has some.</summary>
internal sealed class SegmentRuns
{
    private const string FileName = "runs";

    private readonly List<(long First, string Run)> _runs;

    private SegmentRuns(List<(long First, string Run)> runs) => _runs = runs;

    /// <summary>Notes that a run writes from a segment on; without a name nobody asks for runs, and none is noted.</summary>
    /// <param name="folder">The spool's folder.</param>
    /// <param name="oldest">The oldest segment of which something waits.</param>
    /// <param name="next">Number of the first segment that is written from now on.</param>
    /// <param name="run">The run.</param>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public static SegmentRuns Begin(string folder, long oldest, long next, string? run)
    {
        var path = Path.Combine(folder, FileName);
        if (run is null)
        {
            File.Delete(path);
            return new([]);
        }

        var runs = (File.Exists(path) ? File.ReadAllLines(path) : []).Select(line => line.Split(' ')).Where(parts => parts.Length == 2)
            .Select(parts => (First: long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first) ? first : 0, Run: parts[1]))
            .Where(known => known.First > 0).ToList();
        var needed = runs.FindLastIndex(known => known.First <= oldest);
        runs.RemoveRange(0, Math.Max(0, needed));
        runs.Add((next, run));
        File.WriteAllLines(path + ".new", runs.Select(known => string.Create(CultureInfo.InvariantCulture, $"{known.First} {known.Run}")));
        File.Move(path + ".new", path, overwrite: true);
        return new(runs);
    }

    /// <summary>The run that has written a segment; empty for one that nobody has noted.</summary>
    public string Of(long number) => _runs.FindLast(known => known.First <= number).Run ?? "";
}
