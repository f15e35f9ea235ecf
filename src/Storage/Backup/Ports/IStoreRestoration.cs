using System.Text.Json.Nodes;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Flow.OpenInterest;

namespace SqueezeFlow.Storage.Backup.Ports;

/// <summary>
/// A store that is being filled. It takes the place of the one that is there with <see cref="CommitAsync"/>; disposed before that, it leaves no trace.
/// For one caller at a time.
/// </summary>
/// <remarks>Throws <see cref="IOException"/> when the store cannot take it; it must be disposed then.</remarks>
public interface IStoreRestoration : IAsyncDisposable
{
    /// <summary>Adds bars.</summary>
    Task WriteBarsAsync(IReadOnlyList<BarRow> rows, CancellationToken cancellationToken);

    /// <summary>Adds rows of the ledger.</summary>
    Task WriteLedgerAsync(IReadOnlyList<LedgerRun> rows, CancellationToken cancellationToken);

    /// <summary>Adds gaps.</summary>
    Task WriteGapsAsync(IReadOnlyList<Gap> rows, CancellationToken cancellationToken);

    /// <summary>Adds open interest.</summary>
    Task WriteOpenInterestAsync(IReadOnlyList<OpenInterestRow> rows, CancellationToken cancellationToken);

    /// <summary>Notes what retention had deleted.</summary>
    Task WriteKeptAsync(IReadOnlyList<KeptMark> rows, CancellationToken cancellationToken);

    /// <summary>Adds rows of one kind, fields by name.</summary>
    Task WriteRecordsAsync(string kind, IReadOnlyList<JsonObject> rows, CancellationToken cancellationToken);

    /// <summary>What was written so far, to be read back.</summary>
    Task<IStoreSnapshot> ReadBackAsync(CancellationToken cancellationToken);

    /// <summary>Makes it the store, whole or not at all.</summary>
    Task CommitAsync(CancellationToken cancellationToken);
}
