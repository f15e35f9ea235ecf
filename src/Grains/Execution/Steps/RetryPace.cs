namespace SqueezeFlow.Grains.Execution.Steps;

/// <summary>How long to wait after tries that brought nothing: a second at first, twice as long each time, up to a limit.</summary>
internal static class RetryPace
{
    /// <summary>Longest wait of an exit.</summary>
    public static readonly TimeSpan LongestOfExit = TimeSpan.FromSeconds(30);

    /// <summary>Longest wait of an entry: it is worth something for minutes only.</summary>
    public static readonly TimeSpan LongestOfEntry = TimeSpan.FromSeconds(5);

    private const int MostDoublings = 10;
    private const double LeastShare = 0.75;

    /// <summary>The wait after so many misses in a row, at least one.</summary>
    /// <param name="misses">Tries in a row that brought nothing.</param>
    /// <param name="id">Whose wait it is: those of several are spread, so that they do not come at once.</param>
    /// <param name="longest">Its limit.</param>
    public static TimeSpan After(int misses, string id, TimeSpan longest)
    {
        var seconds = Math.Min(longest.TotalSeconds, Math.Pow(2, Math.Clamp(misses - 1, 0, MostDoublings)));
        return TimeSpan.FromSeconds(seconds * (LeastShare + ((1 - LeastShare) * FractionOf(misses, id))));
    }

    // The same try of the same signal always waits as long: a run can be repeated. The constants are those of FNV-1a.
    private static double FractionOf(int misses, string id)
    {
        var hash = 2_166_136_261u ^ (uint)misses;
        foreach (var letter in id)
        {
            hash = unchecked((hash ^ letter) * 16_777_619u);
        }

        return hash / (double)uint.MaxValue;
    }
}
