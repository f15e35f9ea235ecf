using SqueezeFlow.Core.Bars;
using SqueezeFlow.Storage.Backup.Format;
using SqueezeFlow.Storage.Backup.Parts;
using SqueezeFlow.Storage.Backup.Ports;

namespace SqueezeFlow.Storage.Backup;

/// <summary>Writes a store to a folder: a file a kind, and the manifest when all of them are on the disk.</summary>
/// <param name="clock">For the time in the manifest.</param>
/// <param name="program">Version of this program.</param>
/// <param name="progress">Is told how far it is.</param>
public sealed class BackupWriter(TimeProvider clock, string program, IBackupProgress? progress = null)
{
    /// <summary>Makes sure that a backup can be written to a folder, and makes it where there is none.</summary>
    /// <exception cref="BackupException">It holds files already, or cannot be made.</exception>
    public static void Prepare(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            if (Directory.EnumerateFileSystemEntries(folder).Any())
            {
                var what = File.Exists(Path.Combine(folder, BackupManifest.FileName)) ? "holds a backup" : "holds files (of a backup that was not finished?)";
                throw new BackupException($"{folder}: {what}. Name a new folder, or empty this one");
            }
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException and not BackupException)
        {
            throw new BackupException($"{folder}: cannot be made or read ({error.Message.TrimEnd('.')}). Name a folder that can", error);
        }
    }

    /// <summary>Writes everything to a prepared folder. What was written of a backup that fails is deleted.</summary>
    /// <exception cref="IOException">The store cannot be read or the folder not be written.</exception>
    public async Task<BackupManifest> WriteAsync(IStoreSnapshot snapshot, string folder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        List<string> begun = [];
        try
        {
            var timeframes = await snapshot.ReadTimeframesAsync(cancellationToken).ConfigureAwait(false);
            var rows = new RowProgress(progress, "writing", await snapshot.CountAsync(cancellationToken).ConfigureAwait(false));
            List<BackupFile> files = [];
            foreach (var part in BackupParts.Of(NamedAlike(timeframes)))
            {
                Begin(begun, Path.Combine(folder, part.FileName));
                files.Add(await part.SaveAsync(folder, snapshot, rows, cancellationToken).ConfigureAwait(false));
            }

            var manifest = new BackupManifest(BackupManifest.CurrentFormat, program, clock.GetUtcNow(), snapshot.Mark, files);
            manifest.Save(folder);
            return manifest;
        }
        catch
        {
            begun.ForEach(File.Delete);
            throw;
        }
    }

    // Files are named by timeframe: one that no text stands for cannot be told from another.
    private static IReadOnlyList<Timeframe> NamedAlike(IReadOnlyList<Timeframe> timeframes)
    {
        foreach (var timeframe in timeframes)
        {
            if (!Timeframe.TryParse(timeframe.ToString(), out var read) || read != timeframe)
            {
                throw new BackupException(FormattableString.Invariant($"bars of {timeframe.Milliseconds} ms: no timeframe of whole seconds has this length"));
            }
        }

        return timeframes;
    }

    // A file that is there is another backup's, which began in the same moment: it stays.
    private static void Begin(List<string> begun, string path)
    {
        if (!File.Exists(path))
        {
            begun.Add(path);
        }
    }
}
