using System.Globalization;
using SqueezeFlow.Storage.Sqlite;

namespace SqueezeFlow.Silo.Service;

/// <summary>
/// The folder of one of several processes that share <c>Data:Directory</c>, as the containers of one service share a volume. It stays theirs by number, not by name: the next process
/// takes what the last one left, and sends what waits there. The operating system gives it back with the process, however it ends.
/// </summary>
internal sealed class DataSlot : IDisposable
{
    private const string Key = $"{DataOptions.Section}:{nameof(DataOptions.Slots)}";
    private const string FileName = "slot.lock";

    private readonly FileStream _lock;

    private DataSlot(string folder, FileStream held) => (Folder, _lock) = (folder, held);

    /// <summary>Full path of the folder.</summary>
    public string Folder { get; }

    /// <summary>The first that nobody uses; null when the folder is not shared.</summary>
    /// <exception cref="CommandFailure">All are in use, or none can be written.</exception>
    public static DataSlot? Take(IConfiguration configuration)
    {
        var slots = int.Parse(configuration[Key] ?? "0", CultureInfo.InvariantCulture);
        if (slots == 0)
        {
            return null;
        }

        var shared = DataFolder.Of(configuration).FullPath;
        return Enumerable.Range(1, slots).Select(number => TryTake(Path.Combine(shared, number.ToString(CultureInfo.InvariantCulture)))).FirstOrDefault(slot => slot is not null)
            ?? throw new CommandFailure(ExitCode.BadUsage, $"{Key}: all {slots} folders below {shared} are in use by other processes: set it to a greater number, or stop one of them");
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    private static DataSlot? TryTake(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            Directory.CreateDirectory(folder);
            return new(folder, new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.BadUsage, $"{DataFolder.Key}: {folder} cannot be created or written ({error.Message.TrimEnd('.')}): name a folder that can", error);
        }
    }
}
