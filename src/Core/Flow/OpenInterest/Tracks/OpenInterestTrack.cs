namespace SqueezeFlow.Core.Flow.OpenInterest.Tracks;

/// <summary>One sum over time with who went in, as far back as a comparison over a day reaches.</summary>
internal sealed class OpenInterestTrack
{
    private const long Day = 24L * 60 * 60 * 1000;
    private const long Oldest = 26L * 60 * 60 * 1000;
    private const long MeanOver = 5L * 60 * 1000;

    private readonly List<(long UnixMs, double Usd, string Members)> _points = [];

    /// <summary>Adds a point; one that is not after the last is dropped.</summary>
    /// <param name="unixMs">When.</param>
    /// <param name="usd">Value.</param>
    /// <param name="members">What went in: only sums of the same members are compared.</param>
    public void Add(long unixMs, double usd, string members)
    {
        if (_points.Count > 0 && unixMs <= _points[^1].UnixMs)
        {
            return;
        }

        // One text for all points of the same members.
        var known = _points.Count > 0 && _points[^1].Members == members ? _points[^1].Members : members;
        _points.Add((unixMs, usd, known));
        var stale = _points.FindIndex(point => point.UnixMs >= unixMs - Oldest);
        if (stale > 64)
        {
            _points.RemoveRange(0, stale);
        }
    }

    /// <summary>Growth since the last point of the same members at or before a day ago that is at most 26 hours old; null without one.</summary>
    public double? ChangeOverDay(long nowUnixMs, double usd, string members)
    {
        var then = _points.FindLastIndex(point => point.UnixMs <= nowUnixMs - Day && point.Members == members);
        return then >= 0 && _points[then] is { Usd: > 0 } past && past.UnixMs >= nowUnixMs - Oldest ? (usd / past.Usd) - 1 : null;
    }

    /// <summary>
    /// Means of 5 minutes at the end and at the beginning of a span of <paramref name="periods"/> means, of points before
    /// <paramref name="atUnixMs"/>. The end is the last mean that is whole or forming, or the one before it; the beginning
    /// the oldest mean in the span of the same members. Null when either is missing: what stopped has not fallen.
    /// </summary>
    public (double Current, double Past)? Ends(long atUnixMs, int periods)
    {
        var last = _points.FindLastIndex(point => point.UnixMs < atUnixMs);
        var newest = (atUnixMs - 1) / MeanOver;
        if (last < 0 || newest - (_points[last].UnixMs / MeanOver) > 1)
        {
            return null;
        }

        var (end, members) = (_points[last].UnixMs / MeanOver, _points[last].Members);
        Span<double> sums = stackalloc double[periods + 1];
        Span<int> counts = stackalloc int[periods + 1];
        for (var i = last; i >= 0 && end - (_points[i].UnixMs / MeanOver) <= periods; i--)
        {
            if (_points[i].Members == members)
            {
                var period = (int)(end - (_points[i].UnixMs / MeanOver));
                sums[period] += _points[i].Usd;
                counts[period]++;
            }
        }

        var begin = counts.LastIndexOfAnyExcept(0);
        return begin > 0 ? (sums[0] / counts[0], sums[begin] / counts[begin]) : null;
    }
}
