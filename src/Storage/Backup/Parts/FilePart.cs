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
    public override async Task<LoadedRows> LoadAsync(string folder, IStoreRestoration target, RowProgress progress, CancellationToken cancellationToken)
    {
        var tally = rows.NewTally();
        SortedDictionary<string, long> leftOut = new(StringComparer.Ordinal);
        foreach (var batch in Rows(folder).Chunk(BatchRows))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var kept = new List<T>(batch.Length);
            foreach (var row in batch)
            {
                if (rows.ReasonAgainst(target, row) is { } reason)
                {
                    leftOut[reason] = leftOut.GetValueOrDefault(reason) + 1;
                    continue;
                }

                rows.Note(tally, row);
                kept.Add(row);
            }

            if (kept.Count > 0)
            {
                await rows.WriteAsync(target, kept, cancellationToken).ConfigureAwait(false);
            }

            progress.Add(batch.Length);
        }

        return new(tally.Facts, [.. leftOut.Select(pair => new LeftOut(FileName, pair.Key, pair.Value))]);
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
