using SqueezeFlow.Storage.Backup;
using SqueezeFlow.Storage.Backup.Format;
using SqueezeFlow.Storage.Sqlite;
using SqueezeFlow.Storage.Sqlite.Backup;
using SqueezeFlow.Storage.Tests.Sqlite;

namespace SqueezeFlow.Storage.Tests.Backup;

/// <summary>Backups in folders that are deleted afterwards.</summary>
internal sealed class BackupCase : IDisposable
{
    private readonly List<string> _folders = [];

    public string NewFolder()
    {
        _folders.Add(StoreFixture.Folder());
        return _folders[^1];
    }

    public async Task<(string Folder, BackupManifest Manifest)> BackUpAsync(DataOptions options)
    {
        var folder = NewFolder();
        await using var snapshot = await SqliteBackup.ReadAsync(options, TimeProvider.System, StoreFixture.Token);
        BackupWriter.Prepare(folder);
        return (folder, await new BackupWriter(TimeProvider.System, "1.2.3").WriteAsync(snapshot, folder, StoreFixture.Token));
    }

    public static async Task RestoreAsync(string folder, DataOptions options, bool replace = false)
    {
        var backup = BackupFolder.Open(folder);
        await using var restoration = SqliteRestoration.Begin(options, replace, TimeProvider.System);
        backup.Check(StoreFixture.Token);
        await backup.RestoreAsync(restoration, StoreFixture.Token);
    }

    /// <summary>What a store holds: its files, as a backup of it would describe them.</summary>
    public async Task<IReadOnlyList<BackupFile>> FilesOfAsync(DataOptions options) => (await BackUpAsync(options)).Manifest.Files;

    public void Dispose()
    {
        foreach (var folder in _folders.Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
