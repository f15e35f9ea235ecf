namespace SqueezeFlow.Core.Flow.OpenInterest;

/// <summary>One sum over time, as far back as a comparison over a day reaches.</summary>
internal sealed class OpenInterestTrack
{
    private const long Day = 24L * 60 * 60 * 1000;
    private const long Oldest = 26L * 60 * 60 * 1000;
    private const long MeanOver = 5L * 60 * 1000;

    private readonly List<(long UnixMs, double Usd)> _points = [];

    /// <summary>Adds a point; times must not run backwards.</summary>
    public void Add(long unixMs, double usd)
    {
        _points.Add((unixMs, usd));
        var stale = _points.FindIndex(point => point.UnixMs >= unixMs - Oldest);
        if (stale > 64)
        {
            _points.RemoveRange(0, stale);
        }
    }

    /// <summary>Growth since the last point at or before a day ago that is at most 26 hours old; null without one.</summary>
    public double? ChangeOverDay(long nowUnixMs, double usd)
    {
        var then = _points.FindLastIndex(point => point.UnixMs <= nowUnixMs - Day);
        return then >= 0 && _points[then] is { Usd: > 0 } past && past.UnixMs >= nowUnixMs - Oldest ? (usd / past.Usd) - 1 : null;
    }

    /// <summary>Means of the last 5-minute buckets, newest first; NaN where a bucket is empty.</summary>
    public double[] Means(long nowUnixMs, int count)
    {
        var means = new double[count];
        var counts = new int[count];
        var newest = nowUnixMs / MeanOver;
        for (var i = _points.Count - 1; i >= 0 && newest - (_points[i].UnixMs / MeanOver) < count; i--)
        {
            var bucket = (int)Math.Max(0, newest - (_points[i].UnixMs / MeanOver));
            means[bucket] += _points[i].Usd;
            counts[bucket]++;
        }

        for (var i = 0; i < count; i++)
        {
            means[i] /= counts[i];
        }

        return means;
    }
}
