using System.Text.Json.Nodes;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Flow.OpenInterest;

namespace SqueezeFlow.Storage.Backup.Ports;

/// <summary>A store as it is at one moment, read whole, one kind after another. For one caller at a time.</summary>
/// <remarks>Throws <see cref="IOException"/> when the store cannot be read.</remarks>
public interface IStoreSnapshot : IAsyncDisposable
{
    /// <summary>The moment.</summary>
    SnapshotMark Mark { get; }

    /// <summary>Rows of all kinds, to tell how far a reader is; it may be an estimate.</summary>
    Task<long> CountAsync(CancellationToken cancellationToken);

    /// <summary>Every timeframe of which there are bars, shortest first.</summary>
    Task<IReadOnlyList<Timeframe>> ReadTimeframesAsync(CancellationToken cancellationToken);

    /// <summary>Bars as they were written, with their mark of import.</summary>
    IAsyncEnumerable<BarRow> ReadBarsAsync(Timeframe timeframe, CancellationToken cancellationToken);

    /// <summary>The completeness ledger, by market, then time.</summary>
    IAsyncEnumerable<LedgerRun> ReadLedgerAsync(CancellationToken cancellationToken);

    /// <summary>Gaps, open and filled, in time order.</summary>
    IAsyncEnumerable<Gap> ReadGapsAsync(CancellationToken cancellationToken);

    /// <summary>Open interest, in time order.</summary>
    IAsyncEnumerable<OpenInterestRow> ReadOpenInterestAsync(CancellationToken cancellationToken);

    /// <summary>What retention has deleted.</summary>
    IAsyncEnumerable<KeptMark> ReadKeptAsync(CancellationToken cancellationToken);

    /// <summary>Everything else of one kind, one object a row, its fields by name.</summary>
    IAsyncEnumerable<JsonObject> ReadRecordsAsync(string kind, CancellationToken cancellationToken);
}
