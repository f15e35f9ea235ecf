using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Storage.Influx.Backup;

/// <summary>Gaps and ledger as they were at one time; both are few, and what they speak of is in the database before them.</summary>
/// <param name="Gaps">Gaps, in time order.</param>
/// <param name="Ledger">Rows of the ledger, by market, then time.</param>
internal sealed record EarlyRows(IReadOnlyList<Gap> Gaps, IReadOnlyList<LedgerRun> Ledger)
{
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
