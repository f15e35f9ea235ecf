using SqueezeFlow.Storage.Backup.Format;
using SqueezeFlow.Storage.Backup.Ports;

namespace SqueezeFlow.Storage.Backup.Parts;

/// <summary>One file of a backup, and the rows in it.</summary>
/// <param name="fileName">Its name in the folder.</param>
internal abstract class BackupPart(string fileName)
{
    /// <summary>Its name in the folder.</summary>
    public string FileName => fileName;

    /// <summary>Writes what a store holds; describes the file.</summary>
    public abstract Task<BackupFile> SaveAsync(string folder, IStoreSnapshot snapshot, RowProgress progress, CancellationToken cancellationToken);

    /// <summary>Reads every row of the file, and tells what they are.</summary>
    /// <exception cref="BackupException">A row is not what it should be.</exception>
    public abstract RowFacts Read(string folder, RowProgress progress, CancellationToken cancellationToken);

    /// <summary>Writes every row of the file that a store can keep to it; tells which.</summary>
    public abstract Task<LoadedRows> LoadAsync(string folder, IStoreRestoration target, RowProgress progress, CancellationToken cancellationToken);

    /// <summary>Tells what a store holds.</summary>
    public abstract Task<RowFacts> CountAsync(IStoreSnapshot snapshot, RowProgress progress, CancellationToken cancellationToken);
}
