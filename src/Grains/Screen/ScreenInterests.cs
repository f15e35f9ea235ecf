namespace SqueezeFlow.Grains.Screen;

/// <summary>
/// What the screens of one process want of the others: what is read now, and what was read lately, since whoever comes back goes on where it left.
/// Used under the hub's lock.
/// </summary>
internal sealed class ScreenInterests(TimeProvider clock, TimeSpan memory)
{
    private readonly List<(ScreenFilter Filter, long At)> _left = [];

    /// <summary>What the other processes are known to tell; null while that is nothing.</summary>
    public ScreenFilter? Confirmed { get; set; }

    /// <summary>Whether the others tell all that this filter passes.</summary>
    public bool IsConfirmed(ScreenFilter filter) => Confirmed is { } confirmed && confirmed.Covers(filter);

    /// <summary>A reader has gone.</summary>
    public void Left(ScreenFilter filter)
    {
        _left.RemoveAll(earlier => filter.Covers(earlier.Filter));
        _left.Add((filter, clock.GetTimestamp()));
    }

    /// <summary>Drops those that stay away; answers whether less is wanted now.</summary>
    public bool Prune(IReadOnlyList<ScreenSubscription> readers)
    {
        var before = Now(readers);
        if (before is null || _left.RemoveAll(left => clock.GetElapsedTime(left.At) > memory) == 0)
        {
            return false;
        }

        var now = Now(readers);
        if (now is not null && now.Covers(before))
        {
            return false;
        }

        Confirmed = now is not null && IsConfirmed(now) ? now : null;
        return true;
    }

    /// <summary>All that is wanted, bars of all coins of which anything is; null when that is nothing.</summary>
    public ScreenFilter? Now(IReadOnlyList<ScreenSubscription> readers)
    {
        var filters = readers.Select(reader => reader.Filter).Where(filter => !filter.IsOwnOnly).Concat(_left.Select(left => left.Filter)).Select(filter => filter with { Bars = null }).ToArray();
        return filters.Length == 0 ? null : filters.Aggregate(static (all, one) => all.Union(one));
    }
}
