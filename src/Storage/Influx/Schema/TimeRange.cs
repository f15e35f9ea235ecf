namespace SqueezeFlow.Storage.Influx.Schema;

/// <summary>A stretch of time <c>[From, To)</c>, milliseconds since 1970 UTC.</summary>
internal readonly record struct TimeRange(long FromUnixMs, long ToUnixMs)
{
    /// <summary>Whether all of another lies within.</summary>
    public bool Contains(TimeRange other) => FromUnixMs <= other.FromUnixMs && other.ToUnixMs <= ToUnixMs;

    /// <summary>
    /// The same stretches in order, those that touch as one; when there are more than <paramref name="most"/>, those with the least between them are joined too.
    /// </summary>
    public static TimeRange[] Join(IEnumerable<TimeRange> ranges, int most)
    {
        List<TimeRange> joined = [];
        foreach (var range in ranges.OrderBy(range => range.FromUnixMs))
        {
            if (joined.Count > 0 && range.FromUnixMs <= joined[^1].ToUnixMs)
            {
                joined[^1] = joined[^1] with { ToUnixMs = Math.Max(joined[^1].ToUnixMs, range.ToUnixMs) };
            }
            else
            {
                joined.Add(range);
            }
        }

        while (joined.Count > most)
        {
            var nearest = Enumerable.Range(1, joined.Count - 1).MinBy(i => joined[i].FromUnixMs - joined[i - 1].ToUnixMs);
            joined[nearest - 1] = joined[nearest - 1] with { ToUnixMs = joined[nearest].ToUnixMs };
            joined.RemoveAt(nearest);
        }

        return [.. joined];
    }
}
