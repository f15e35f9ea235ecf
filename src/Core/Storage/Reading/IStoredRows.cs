using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness.Ledger;

namespace SqueezeFlow.Core.Storage.Reading;

/// <summary>What a store holds of one market at one moment. Times are milliseconds since 1970 UTC, ranges <c>[from, to)</c>.</summary>
public interface IStoredRows
{
    /// <summary>From when on the ledger is kept; <see cref="long.MinValue"/> when nothing of it was ever deleted.</summary>
    long LedgerKeptFromUnixMs { get; }

    /// <summary>Whether rows of a timeframe are kept that is none of <see cref="Timeframe.Stored"/>: it is read and asked for like those.</summary>
    bool KeepsMore(Timeframe timeframe) => false;

    /// <summary>Rows of a stored timeframe that open in the range, in time order, read as they are needed.</summary>
    IEnumerable<StoredRow> Read(Timeframe timeframe, long fromUnixMs, long toUnixMs);

    /// <summary>Open time from which on every row of a stored timeframe is kept; <see cref="long.MinValue"/> when none was ever deleted.</summary>
    long KeptFromUnixMs(Timeframe timeframe);

    /// <summary>
    /// Rows of a stored timeframe that open before this time hold all that shorter ones hold; later ones may lag behind them.
    /// <see cref="long.MaxValue"/> when none ever does, <see cref="long.MinValue"/> when that is not known of any.
    /// </summary>
    long SettledToUnixMs(Timeframe timeframe);

    /// <summary>Rows of the ledger that touch the range, in any order.</summary>
    IReadOnlyList<LedgerRun> ReadLedger(long fromUnixMs, long toUnixMs);

    /// <summary>End of the latest row of the ledger; null when the market has none.</summary>
    long? LedgerEndUnixMs();
}
