using System.Runtime.CompilerServices;
using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Sqlite.Engine;

namespace SqueezeFlow.Storage.Sqlite.Records;

/// <summary>Open interest in the database file: tags and fields as columns of the same names.</summary>
internal sealed class SqliteOpenInterestStore(SqliteDatabase database) : IOpenInterestStore, IOpenInterestArchive
{
    private const string Select =
        $"{OpenInterestTable.Select} WHERE unix_ms >= ?1 AND unix_ms < ?2 AND symbol = ?3 ORDER BY unix_ms";

    /// <inheritdoc/>
    public Task WriteAsync(IReadOnlyList<OpenInterestRow> rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return rows.Count == 0
            ? Task.CompletedTask
            : database.WriteAsync("writing open interest", session => Write(session, rows), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OpenInterestRow>> ReadAsync(
        string symbol, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            "reading open interest", session => Read(session, symbol, fromUnixMs, toUnixMs), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async IAsyncEnumerable<OpenInterestRow> ReadAllAsync(long fromUnixMs, long toUnixMs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var reader = await database.BorrowReaderAsync("reading all open interest", cancellationToken).ConfigureAwait(false);
        var scan = new OpenInterestScan(fromUnixMs, toUnixMs);
        for (var page = await reader.RunAsync(scan.Next, cancellationToken).ConfigureAwait(false);
             page.Count > 0;
             page = await reader.RunAsync(scan.Next, cancellationToken).ConfigureAwait(false))
        {
            foreach (var row in page)
            {
                yield return row;
            }
        }
    }

    private static int Write(SqliteSession session, IReadOnlyList<OpenInterestRow> rows)
    {
        OpenInterestTable.Write(session, rows);
        return 0;
    }

    private static List<OpenInterestRow> Read(SqliteSession session, string symbol, long fromUnixMs, long toUnixMs)
    {
        using var rows = session.Prepare(Select);
        rows.Bind(1, fromUnixMs);
        rows.Bind(2, toUnixMs);
        rows.Bind(3, symbol);
        var found = new List<OpenInterestRow>();
        while (rows.Step())
        {
            found.Add(OpenInterestTable.Row(rows));
        }

        return found;
    }
}
