using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness.Ledger;

namespace SqueezeFlow.Core.Storage.Reading;

/// <summary>
/// Of which time of a market everything is known: where its ledger says that nothing is missing, and where the venue's own history
/// was imported. A market without a ledger is not judged. Not thread-safe.
/// </summary>
internal sealed class KnownTime
{
    // Opens of each timeframe, in time order.
    private readonly Dictionary<Timeframe, List<long>> _imported = [];
    private readonly TimeRanges _holes;

    private KnownTime(TimeRanges covered, TimeRanges holes) => (Covered, _holes) = (covered, holes);

    /// <summary>Time of which the ledger says that nothing is missing.</summary>
    public TimeRanges Covered { get; }

    /// <summary>What is known of a range.</summary>
    public static KnownTime Read(IStoredRows rows, long fromUnixMs, long toUnixMs)
    {
        if (rows.LedgerEndUnixMs() is not { } end)
        {
            return new(TimeRanges.Join([]), TimeRanges.Join([]));
        }

        var runs = rows.ReadLedger(fromUnixMs, toUnixMs);
        var covered = TimeRanges.Join(Select(runs, IsWhole)).Without(TimeRanges.Join(Select(runs, run => !IsWhole(run))));
        var from = Math.Max(fromUnixMs, rows.LedgerKeptFromUnixMs);
        return new(covered, covered.Missing(from, Math.Min(toUnixMs, end)));
    }

    /// <summary>Notes a bar of the venue's own history; those of a timeframe in time order.</summary>
    public void Import(Timeframe timeframe, long openUnixMs)
    {
        if (!_imported.TryGetValue(timeframe, out var opens))
        {
            _imported[timeframe] = opens = [];
        }

        opens.Add(openUnixMs);
    }

    /// <summary>The bar of a bucket has given way to what the shorter ones hold: if it was the venue's own, that says nothing any more.</summary>
    public void GaveWay(Timeframe timeframe, long openUnixMs)
    {
        if (_imported.TryGetValue(timeframe, out var opens))
        {
            Forget(opens, openUnixMs, openUnixMs + 1);
        }
    }

    /// <summary>The shorter bars in a bucket have given way to the bucket's own: so with all of them that were the venue's.</summary>
    public void ShorterGaveWay(Timeframe timeframe, long openUnixMs)
    {
        foreach (var (shorter, opens) in _imported)
        {
            if (shorter.Milliseconds < timeframe.Milliseconds)
            {
                Forget(opens, openUnixMs, timeframe.Close(openUnixMs));
            }
        }
    }

    /// <summary>Whether nothing of a bucket is missing, as far as the ledger reaches.</summary>
    public bool Holds(long fromUnixMs, long toUnixMs)
    {
        foreach (var (from, to) in _holes.Within(fromUnixMs, toUnixMs))
        {
            if (!IsImported(from, to))
            {
                return false;
            }
        }

        return true;
    }

    // Where the venue proves nothing its rows are "unknown", yet somebody was listening all the time.
    private static bool IsWhole(LedgerRun run) => run.State != LedgerState.Partial && run.GapsFound <= run.GapsFilled;

    private static IEnumerable<(long From, long To)> Select(IReadOnlyList<LedgerRun> runs, Func<LedgerRun, bool> isWanted) =>
        runs.Where(isWanted).Select(run => (run.FromUnixMs, run.ToUnixMs));

    private bool IsImported(long from, long to)
    {
        while (from < to)
        {
            var end = from;
            for (var i = Timeframe.Stored.Count - 1; i >= 0 && end == from; i--)
            {
                var open = Timeframe.Stored[i].Floor(from);
                end = _imported.TryGetValue(Timeframe.Stored[i], out var opens) && opens.BinarySearch(open) >= 0 ? Timeframe.Stored[i].Close(open) : from;
            }

            if (end == from)
            {
                return false;
            }

            from = end;
        }

        return true;
    }

    private static void Forget(List<long> opens, long fromUnixMs, long toUnixMs)
    {
        var first = FirstFrom(opens, fromUnixMs);
        opens.RemoveRange(first, FirstFrom(opens, toUnixMs) - first);
    }

    private static int FirstFrom(List<long> opens, long unixMs) => opens.BinarySearch(unixMs) is var place && place < 0 ? ~place : place;
}
