using SqueezeFlow.Storage.Backup.Files;
using SqueezeFlow.Storage.Backup.Format;
using SqueezeFlow.Storage.Backup.Parts;
using SqueezeFlow.Storage.Backup.Ports;

namespace SqueezeFlow.Storage.Backup;

/// <summary>A finished backup.</summary>
public sealed class BackupFolder
{
    private readonly string _folder;
    private readonly IBackupProgress? _progress;
    private readonly List<(BackupFile File, BackupPart Part)> _parts;

    private BackupFolder(string folder, BackupManifest manifest, List<(BackupFile File, BackupPart Part)> parts, IBackupProgress? progress)
    {
        _folder = folder;
        _parts = parts;
        _progress = progress;
        Manifest = manifest;
    }

    /// <summary>What it says it holds.</summary>
    public BackupManifest Manifest { get; }

    /// <summary>Opens a backup, looking at its manifest only.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="progress">Is told how far the steps are.</param>
    /// <exception cref="BackupException">It has no manifest, or one that names what this program does not know or leaves out what must be there.</exception>
    public static BackupFolder Open(string folder, IBackupProgress? progress = null)
    {
        var manifest = BackupManifest.Load(folder);
        var path = Path.Combine(folder, BackupManifest.FileName);
        List<(BackupFile File, BackupPart Part)> parts = [];
        foreach (var file in manifest.Files)
        {
            var part = BackupParts.Find(file.Name) ?? throw new BackupException($"{path}: '{file.Name}' is no file that this program knows. Restore it with the program {manifest.Program}");
            if (parts.Any(other => other.File.Name == file.Name))
            {
                throw new BackupException($"{path}: damaged, it names {file.Name} twice. Take another backup");
            }

            parts.Add((file, part));
        }

        if (BackupParts.Required.FirstOrDefault(part => parts.All(other => other.File.Name != part.FileName)) is { } left)
        {
            throw new BackupException($"{path}: damaged, it does not name {left.FileName}. Take another backup");
        }

        return new(folder, manifest, parts, progress);
    }

    /// <summary>Looks at every byte and every row.</summary>
    /// <exception cref="BackupException">A file is missing or not what the manifest says; the message names it.</exception>
    public void Check(CancellationToken cancellationToken)
    {
        foreach (var (file, _) in _parts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            CheckBytes(file);
        }

        var rows = new RowProgress(_progress, "checking", Manifest.Rows);
        foreach (var (file, part) in _parts)
        {
            if (file.Facts.DifferenceTo(part.Read(_folder, rows, cancellationToken)) is { } difference)
            {
                throw Damaged(file.Name, $"{difference} by its rows");
            }
        }
    }

    /// <summary>Fills a store, reads it back, compares it with the manifest, and makes it the store. Call <see cref="Check"/> before.</summary>
    /// <returns>Rows that the store cannot keep.</returns>
    /// <exception cref="IOException">The store cannot take it, or gives back something else: it was not made the store.</exception>
    public async Task<IReadOnlyList<LeftOut>> RestoreAsync(IStoreRestoration target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        await target.PrepareAsync(cancellationToken).ConfigureAwait(false);
        List<(BackupFile File, BackupPart Part, LoadedRows Loaded)> loaded = [];
        var rows = new RowProgress(_progress, "restoring", Manifest.Rows);
        foreach (var (file, part) in _parts)
        {
            loaded.Add((file, part, await part.LoadAsync(_folder, target, rows, cancellationToken).ConfigureAwait(false)));
        }

        await CompareAsync(loaded, target, cancellationToken).ConfigureAwait(false);
        await target.CommitAsync(cancellationToken).ConfigureAwait(false);
        return [.. loaded.SelectMany(one => one.Loaded.LeftOut)];
    }

    private async Task CompareAsync(
        IReadOnlyList<(BackupFile File, BackupPart Part, LoadedRows Loaded)> loaded, IStoreRestoration target, CancellationToken cancellationToken)
    {
        await using var snapshot = await target.ReadBackAsync(cancellationToken).ConfigureAwait(false);
        var rows = new RowProgress(_progress, "comparing", Manifest.Rows);
        foreach (var (file, part, written) in loaded)
        {
            var expected = written.LeftOut.Count == 0 ? file.Facts : written.Facts;
            if (expected.DifferenceTo(await part.CountAsync(snapshot, rows, cancellationToken).ConfigureAwait(false)) is { } difference)
            {
                throw new BackupException($"{file.Name}: the store gives back something else than the file holds, {difference}. {target.Aftermath}");
            }
        }
    }

    private void CheckBytes(BackupFile file)
    {
        var path = Path.Combine(_folder, file.Name);
        if (!File.Exists(path))
        {
            throw new BackupException($"{path}: missing, the manifest names it. Take another backup");
        }

        var (bytes, sha256) = PackedFile.Measure(path);
        if (bytes != file.Bytes)
        {
            throw Damaged(file.Name, FormattableString.Invariant($"expected {file.Bytes} bytes, found {bytes}"));
        }

        if (sha256 != file.Sha256)
        {
            throw Damaged(file.Name, $"expected SHA-256 {file.Sha256}, found {sha256}");
        }
    }

    private BackupException Damaged(string name, string difference) => new($"{Path.Combine(_folder, name)}: damaged, {difference}. Take another backup");
}
