using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Storage.Influx.Backup;

/// <summary>Gaps and ledger as they were at one time; both are few, and what they speak of is in the database before them.</summary>
/// <param name="Gaps">Gaps, in time order.</param>
/// <param name="Ledger">Rows of the ledger, by market, then time.</param>
internal sealed record EarlyRows(IReadOnlyList<Gap> Gaps, IReadOnlyList<LedgerRun> Ledger)
{
    /// <summary>Up to where bars are taken of each market of which the ledger speaks: the end of its rows, or their beginning when none of them was closed.</summary>
    public IReadOnlyDictionary<MarketId, long> Ends { get; private init; } =
        Ledger.GroupBy(run => run.Market).ToDictionary(market => market.Key, market => market.Max(run => run.ToUnixMs));

    /// <summary>Reads them.</summary>
    public static async Task<EarlyRows> ReadAsync(InfluxReading reading, CancellationToken cancellationToken)
    {
        var gaps = await reading.Bars.ReadGapsAsync(null, 0, long.MaxValue, cancellationToken).ConfigureAwait(false);
        List<LedgerRun> ledger = [];
        foreach (var market in await reading.ReadLedgerMarketsAsync(cancellationToken).ConfigureAwait(false))
        {
            ledger.AddRange(Apart(await reading.Bars.ReadLedgerAsync(market, 0, long.MaxValue, cancellationToken).ConfigureAwait(false)));
        }

        return new([.. Apart(gaps)], ledger);
    }

    /// <summary>
    /// Without what rows say of seconds that were open: the bars, which are read later, hold more of these than the rows know, and what follows the rows is counted
    /// by whoever goes on after them.
    /// </summary>
    public EarlyRows WithinClosed()
    {
        List<LedgerRun> ledger = [];
        Dictionary<MarketId, long> ends = [];
        foreach (var market in Ledger.GroupBy(run => run.Market))
        {
            var closed = WithinClosed(market);
            ends[market.Key] = closed.Count > 0 ? closed.Max(run => run.ToUnixMs) : Timeframe.S1.Floor(market.Min(run => run.FromUnixMs));
            ledger.AddRange(closed);
        }

        return this with { Ledger = ledger, Ends = ends };
    }

    private static List<LedgerRun> WithinClosed(IEnumerable<LedgerRun> runs)
    {
        List<LedgerRun> kept = [.. runs];
        while (kept is [.., { Closed: not null } last])
        {
            kept.RemoveAt(kept.Count - 1);
            if (last.WithinClosed() is { } closed)
            {
                kept.Add(closed);
            }
            else if (kept is not [.., var before] || before.ToUnixMs != last.FromUnixMs)
            {
                break;
            }
        }

        return kept;
    }

    // What a full spool dropped is noted a nanosecond beside the row of the same millisecond: other stores know one row of a beginning.
    private static IEnumerable<LedgerRun> Apart(IEnumerable<LedgerRun> runs)
    {
        var last = long.MinValue;
        foreach (var run in runs)
        {
            last = Math.Max(run.FromUnixMs, last + 1);
            yield return run.FromUnixMs == last ? run : run with { FromUnixMs = last };
        }
    }

    private static IEnumerable<Gap> Apart(IEnumerable<Gap> gaps)
    {
        HashSet<(MarketId, long, long)> keys = [];
        foreach (var gap in gaps)
        {
            var apart = gap;
            while (!keys.Add((apart.Market, apart.BeforeUnixMs, apart.BeforeId)))
            {
                apart = apart with { BeforeUnixMs = apart.BeforeUnixMs + 1 };
            }

            yield return apart;
        }
    }
}
