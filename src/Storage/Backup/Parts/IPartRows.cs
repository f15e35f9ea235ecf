using SqueezeFlow.Storage.Backup.Files;
using SqueezeFlow.Storage.Backup.Format;
using SqueezeFlow.Storage.Backup.Ports;

namespace SqueezeFlow.Storage.Backup.Parts;

/// <summary>Where rows of a kind come from and go to.</summary>
internal interface IPartRows<T>
{
    /// <summary>How they lie in a file.</summary>
    IRowFormat<T> Format { get; }

    /// <summary>Begins their facts.</summary>
    RowTally NewTally();

    /// <summary>Notes one.</summary>
    void Note(RowTally tally, T row);

    /// <summary>Reads them from a store.</summary>
    IAsyncEnumerable<T> ReadAsync(IStoreSnapshot snapshot, CancellationToken cancellationToken);

    /// <summary>Why a store cannot keep one; null when it can.</summary>
    string? ReasonAgainst(IStoreRestoration target, T row);

    /// <summary>Writes some to a store.</summary>
    Task WriteAsync(IStoreRestoration target, IReadOnlyList<T> rows, CancellationToken cancellationToken);
}
