using System.Text.Json.Nodes;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Flow.OpenInterest;

namespace SqueezeFlow.Storage.Backup.Ports;

/// <summary>
/// A store that is being filled. It takes the place of the one that is there with <see cref="CommitAsync"/>; disposed before that, it leaves what
/// <see cref="Aftermath"/> says.
/// For one caller at a time.
/// </summary>
/// <remarks>Throws <see cref="IOException"/> when the store cannot take it; it must be disposed then.</remarks>
public interface IStoreRestoration : IAsyncDisposable
{
    /// <summary>What a restore that fails leaves, a sentence without its end.</summary>
    string Aftermath => "The store is as it was before";

    /// <summary>What is said of it when something beside it is not as it was, the end of a sentence.</summary>
    string Untouched => "the file in Data:Directory is as it was before";

    /// <summary>Makes room, once the backup is known to be whole and before anything is asked or added.</summary>
    Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Why the store cannot keep a bar, which is not to be added then; null when it can.</summary>
    string? ReasonAgainst(in BarRow row) => null;

    /// <summary>The same of a row of the ledger.</summary>
    string? ReasonAgainst(LedgerRun row) => null;

    /// <summary>The same of a gap.</summary>
    string? ReasonAgainst(Gap row) => null;

    /// <summary>The same of open interest.</summary>
    string? ReasonAgainst(OpenInterestRow row) => null;

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
