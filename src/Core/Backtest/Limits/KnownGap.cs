namespace SqueezeFlow.Core.Backtest.Limits;

/// <summary>Time in which trades are known to be missing.</summary>
/// <param name="FromUnixMs">Begin, milliseconds since 1970 UTC.</param>
/// <param name="ToUnixMs">End, exclusive.</param>
public readonly record struct KnownGap(long FromUnixMs, long ToUnixMs)
{
    /// <summary>Length in time.</summary>
    public TimeSpan Length => TimeSpan.FromMilliseconds(ToUnixMs - FromUnixMs);

    /// <summary>Joins gaps that overlap or touch, in time order; empty ones are left out.</summary>
    public static IReadOnlyList<KnownGap> Join(IEnumerable<KnownGap> gaps)
    {
        List<KnownGap> joined = [];
        foreach (var gap in gaps.Where(gap => gap.FromUnixMs < gap.ToUnixMs).OrderBy(gap => gap.FromUnixMs))
        {
            if (joined.Count > 0 && gap.FromUnixMs <= joined[^1].ToUnixMs)
            {
                joined[^1] = joined[^1] with { ToUnixMs = Math.Max(joined[^1].ToUnixMs, gap.ToUnixMs) };
            }
            else
            {
                joined.Add(gap);
            }
        }

        return joined;
    }
}
