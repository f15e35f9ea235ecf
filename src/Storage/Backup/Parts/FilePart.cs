using SqueezeFlow.Storage.Backup.Files;
using SqueezeFlow.Storage.Backup.Format;
using SqueezeFlow.Storage.Backup.Ports;

namespace SqueezeFlow.Storage.Backup.Parts;

/// <summary>A file of rows of one type.</summary>
internal sealed class FilePart<T>(string fileName, IPartRows<T> rows) : BackupPart(fileName)
{
    private const int BatchRows = 8_192;

    /// <inheritdoc/>
    public override async Task<BackupFile> SaveAsync(string folder, IStoreSnapshot snapshot, RowProgress progress, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, FileName);
        var tally = rows.NewTally();
        await using (var stream = PackedFile.Create(path))
        {
            using var writer = rows.Format.Write(stream);
            await foreach (var row in rows.ReadAsync(snapshot, cancellationToken).ConfigureAwait(false))
            {
                writer.Write(row);
                rows.Note(tally, row);
                progress.Add();
            }
        }

        var (bytes, sha256) = PackedFile.Seal(path);
        return BackupFile.Of(FileName, bytes, sha256, tally.Facts);
    }

    /// <inheritdoc/>
    public override RowFacts Read(string folder, RowProgress progress, CancellationToken cancellationToken)
    {
        var tally = rows.NewTally();
        foreach (var row in Rows(folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows.Note(tally, row);
            progress.Add();
        }

        return tally.Facts;
    }

    /// <inheritdoc/>
    public override async Task LoadAsync(string folder, IStoreRestoration target, RowProgress progress, CancellationToken cancellationToken)
    {
        foreach (var batch in Rows(folder).Chunk(BatchRows))
        {
            await rows.WriteAsync(target, batch, cancellationToken).ConfigureAwait(false);
            progress.Add(batch.Length);
        }
    }

    /// <inheritdoc/>
    public override async Task<RowFacts> CountAsync(IStoreSnapshot snapshot, RowProgress progress, CancellationToken cancellationToken)
    {
        var tally = rows.NewTally();
        await foreach (var row in rows.ReadAsync(snapshot, cancellationToken).ConfigureAwait(false))
        {
            rows.Note(tally, row);
            progress.Add();
        }

        return tally.Facts;
    }

    private IEnumerable<T> Rows(string folder)
    {
        using var stream = PackedFile.Open(Path.Combine(folder, FileName));
        using var all = rows.Format.Read(stream).GetEnumerator();
        while (TryMove(all))
        {
            yield return all.Current;
        }
    }

    private bool TryMove(IEnumerator<T> all)
    {
        try
        {
            return all.MoveNext();
        }
        catch (Exception error) when (error is FormatException or InvalidDataException or EndOfStreamException)
        {
            throw new BackupException($"{FileName}: damaged, {error.Message.TrimEnd('.')}. Take another backup", error);
        }
    }
}
