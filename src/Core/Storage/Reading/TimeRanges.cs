namespace SqueezeFlow.Core.Storage.Reading;

/// <summary>TimeRanges of time <c>[from, to)</c>, apart from each other and in order.</summary>
internal sealed class TimeRanges
{
    private readonly List<(long From, long To)> _all;

    private TimeRanges(List<(long From, long To)> all) => _all = all;

    /// <summary>The stretches, in order.</summary>
    public IReadOnlyList<(long From, long To)> All => _all;

    /// <summary>Joins stretches that overlap or touch; empty ones are left out.</summary>
    public static TimeRanges Join(IEnumerable<(long From, long To)> stretches)
    {
        List<(long From, long To)> joined = [];
        foreach (var (from, to) in stretches.Where(s => s.From < s.To).OrderBy(s => s.From))
        {
            if (joined.Count > 0 && from <= joined[^1].To)
            {
                joined[^1] = (joined[^1].From, Math.Max(joined[^1].To, to));
            }
            else
            {
                joined.Add((from, to));
            }
        }

        return new(joined);
    }

    /// <summary>What of <c>[from, to)</c> lies in none of them.</summary>
    public TimeRanges Missing(long from, long to)
    {
        List<(long From, long To)> missing = [];
        foreach (var stretch in _all)
        {
            if (stretch.From > from)
            {
                missing.Add((from, Math.Min(stretch.From, to)));
            }

            from = Math.Max(from, stretch.To);
            if (from >= to)
            {
                break;
            }
        }

        missing.Add((from, to));
        return Join(missing);
    }

    /// <summary>What lies in these and in none of the others.</summary>
    public TimeRanges Without(TimeRanges others) => Join(_all.SelectMany(s => others.Missing(s.From, s.To)._all));

    /// <summary>Those that overlap <c>[from, to)</c>, cut to it.</summary>
    public IEnumerable<(long From, long To)> Within(long from, long to)
    {
        for (var i = FirstEndingAfter(from); i < _all.Count && _all[i].From < to; i++)
        {
            yield return (Math.Max(_all[i].From, from), Math.Min(_all[i].To, to));
        }
    }

    private int FirstEndingAfter(long unixMs)
    {
        var (low, high) = (0, _all.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _all[middle].To > unixMs ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
