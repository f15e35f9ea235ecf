using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Core.Storage.Reading;

/// <summary>
/// Bars of a stored timeframe from its own rows and from those of the shorter ones. A bar depends on what is stored for its bucket
/// alone, never on the range that is read. Not thread-safe.
/// </summary>
/// <remarks>
/// Where the ledger says that nothing is missing, no row has been deleted and none may lag behind the shorter ones, a row is as full as it
/// gets: it stands, and where there is none there was no trade. Anywhere else (before the first trade that was read, in holes, in the bucket
/// that is forming, where rows were deleted or are still to come) the row is compared with the fold of the shorter rows, and the fuller of the two stands.
/// Of the venue's own history only what is in the bar that stands says that nothing of it is missing.
/// </remarks>
internal sealed class BarComposer(IStoredRows rows, KnownTime known)
{
    // Sums of the same trades in another order differ in the last places.
    private const double Noise = 1e-9;

    /// <summary>Bars that open in the range, in time order, read as they are needed.</summary>
    /// <param name="unit">Place of the timeframe in <see cref="Timeframe.Stored"/>.</param>
    /// <param name="fromUnixMs">Start, a multiple of the timeframe.</param>
    /// <param name="toUnixMs">End, a multiple of the timeframe.</param>
    public IEnumerable<Bar> Read(int unit, long fromUnixMs, long toUnixMs)
    {
        var timeframe = Timeframe.Stored[unit];
        if (unit == 0)
        {
            return ReadRows(timeframe, fromUnixMs, toUnixMs);
        }

        return Parts(timeframe, fromUnixMs, toUnixMs).SelectMany(part => part.IsFull
            ? ReadRows(timeframe, part.From, part.To)
            : Fuller(
                timeframe,
                ReadRows(timeframe, part.From, part.To),
                BarFold.Fold(Read(unit - 1, part.From, part.To), Timeframe.Stored[unit - 1], timeframe)));
    }

    /// <summary>The same of a timeframe that is folded elsewhere and kept here: its rows may be older than what it is folded of.</summary>
    /// <param name="timeframe">The timeframe.</param>
    /// <param name="unit">Place of the timeframe that it is folded of.</param>
    /// <param name="fromUnixMs">Start, a multiple of the timeframe.</param>
    /// <param name="toUnixMs">End, a multiple of the timeframe.</param>
    public IEnumerable<Bar> ReadKept(Timeframe timeframe, int unit, long fromUnixMs, long toUnixMs) => Fuller(
        timeframe,
        ReadRows(timeframe, fromUnixMs, toUnixMs),
        BarFold.Fold(Read(unit, fromUnixMs, toUnixMs), Timeframe.Stored[unit], timeframe));

    private IEnumerable<Bar> ReadRows(Timeframe timeframe, long from, long to)
    {
        foreach (var row in rows.Read(timeframe, from, to))
        {
            if (row.IsImported)
            {
                known.Import(timeframe, row.Bar.OpenUnixMs);
            }

            yield return row.Bar;
        }
    }

    private IEnumerable<(long From, long To, bool IsFull)> Parts(Timeframe timeframe, long from, long to)
    {
        var (kept, settled) = (rows.KeptFromUnixMs(timeframe), rows.SettledToUnixMs(timeframe));
        foreach (var covered in known.Covered.Within(from, to))
        {
            // One may be as early and the other as late as there are numbers: within what is covered both can be rounded.
            var first = timeframe.Ceiling(Math.Clamp(kept, covered.From, covered.To));
            var end = timeframe.Floor(Math.Clamp(settled, covered.From, covered.To));
            if (first >= end)
            {
                continue;
            }

            if (from < first)
            {
                yield return (from, first, false);
            }

            yield return (first, end, true);
            from = end;
        }

        if (from < to)
        {
            yield return (from, to, false);
        }
    }

    private IEnumerable<Bar> Fuller(Timeframe timeframe, IEnumerable<Bar> own, IEnumerable<Bar> folded)
    {
        using var left = own.GetEnumerator();
        using var right = folded.GetEnumerator();
        var (hasLeft, hasRight) = (left.MoveNext(), right.MoveNext());
        while (hasLeft || hasRight)
        {
            if (hasLeft && hasRight && left.Current.OpenUnixMs == right.Current.OpenUnixMs)
            {
                yield return FullerOf(timeframe, left.Current, right.Current);
                (hasLeft, hasRight) = (left.MoveNext(), right.MoveNext());
            }
            else if (!hasRight || (hasLeft && left.Current.OpenUnixMs < right.Current.OpenUnixMs))
            {
                yield return left.Current;
                hasLeft = left.MoveNext();
            }
            else
            {
                yield return right.Current;
                hasRight = right.MoveNext();
            }
        }
    }

    // All versions of a bucket are sums over a part of the same trades: the largest holds the most. Liquidations are not in the venue's history.
    private Bar FullerOf(Timeframe timeframe, in Bar own, in Bar folded)
    {
        var isOwnLess = folded.Volume > own.Volume * (1 + Noise);
        if (isOwnLess)
        {
            known.GaveWay(timeframe, own.OpenUnixMs);
        }
        else if (own.Volume > folded.Volume * (1 + Noise))
        {
            known.ShorterGaveWay(timeframe, own.OpenUnixMs);
        }

        return (isOwnLess ? folded : own) with
        {
            BuyLiquidation = Math.Max(own.BuyLiquidation, folded.BuyLiquidation),
            SellLiquidation = Math.Max(own.SellLiquidation, folded.SellLiquidation),
        };
    }
}
