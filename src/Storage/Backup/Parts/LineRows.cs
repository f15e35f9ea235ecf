using SqueezeFlow.Storage.Backup.Files;
using SqueezeFlow.Storage.Backup.Format;
using SqueezeFlow.Storage.Backup.Ports;

namespace SqueezeFlow.Storage.Backup.Parts;

/// <summary>Rows of which each is a JSON object on a line of its own.</summary>
/// <param name="timeOf">Time of a row; null when it has none.</param>
/// <param name="read">Reads them from a store.</param>
/// <param name="write">Writes some to a store.</param>
/// <param name="reasonAgainst">Why a store cannot keep one; null for rows that every store keeps.</param>
internal sealed class LineRows<T>(
    Func<T, long?> timeOf,
    Func<IStoreSnapshot, CancellationToken, IAsyncEnumerable<T>> read,
    Func<IStoreRestoration, IReadOnlyList<T>, CancellationToken, Task> write,
    Func<IStoreRestoration, T, string?>? reasonAgainst = null) : IPartRows<T>
    where T : class
{
    /// <inheritdoc/>
    public IRowFormat<T> Format { get; } = new JsonLines<T>();

    /// <inheritdoc/>
    public RowTally NewTally() => RowTally.OfRows();

    /// <inheritdoc/>
    public void Note(RowTally tally, T row) => tally.Add(timeOf(row));

    /// <inheritdoc/>
    public IAsyncEnumerable<T> ReadAsync(IStoreSnapshot snapshot, CancellationToken cancellationToken) => read(snapshot, cancellationToken);

    /// <inheritdoc/>
    public string? ReasonAgainst(IStoreRestoration target, T row) => reasonAgainst?.Invoke(target, row);

    /// <inheritdoc/>
    public Task WriteAsync(IStoreRestoration target, IReadOnlyList<T> rows, CancellationToken cancellationToken) => write(target, rows, cancellationToken);
}
