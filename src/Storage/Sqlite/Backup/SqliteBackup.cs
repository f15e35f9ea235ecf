using SqueezeFlow.Storage.Backup.Ports;
using SqueezeFlow.Storage.Sqlite.Engine;

namespace SqueezeFlow.Storage.Sqlite.Backup;

/// <summary>The embedded store as the source and the target of backups.</summary>
public static class SqliteBackup
{
    /// <summary>Begins to read the store as it is now, also beside the service that uses it. Nothing is written, and no table is brought up to date.</summary>
    /// <exception cref="FileNotFoundException">There is no store.</exception>
    /// <exception cref="IOException">It cannot be read, or another version of the program wrote it.</exception>
    public static async Task<IStoreSnapshot> ReadAsync(DataOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        return await SqliteSnapshot.OpenAsync(
            Path.Combine(Path.GetFullPath(options.Directory), SqliteDatabase.FileName), options.BusyTimeout, clock, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Begins to fill the store. The folder is kept until the restoration is disposed.</summary>
    /// <param name="options">Where the store lives.</param>
    /// <param name="replace">Whether a store that holds something may be replaced; it is kept beside the new one.</param>
    /// <param name="clock">For times of what is read back.</param>
    /// <returns>The restoration, and where the replaced store will be kept; null when there is nothing to keep.</returns>
    /// <exception cref="StoreNotEmptyException">The store holds something and may not be replaced.</exception>
    /// <exception cref="IOException">A service uses the folder, or the store cannot be replaced.</exception>
    public static (IStoreRestoration Restoration, string? KeptPath) Restore(DataOptions options, bool replace, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        var restoration = SqliteRestoration.Begin(options, replace, clock);
        return (restoration, restoration.KeptPath);
    }
}
