using System.Globalization;

namespace SqueezeFlow.Storage.Files;

/// <summary>Keeps a folder for one process. The operating system drops the lock with the process, however it ends.</summary>
internal sealed class DirectoryLock : IDisposable
{
    private const string FileName = "squeezeflow.lock";
    private const string OwnerFileName = "squeezeflow.pid";

    private readonly FileStream _file;

    private DirectoryLock(FileStream file) => _file = file;

    /// <summary>Creates the directory where needed and locks it.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="purpose">What it is, e.g. <c>data directory</c>.</param>
    /// <param name="setting">The setting that names it, e.g. <c>Data:Directory</c>.</param>
    /// <exception cref="IOException">Another process has it, or it cannot be created or written.</exception>
    public static DirectoryLock Take(string directory, string purpose, string setting)
    {
        var file = Lock(directory, Path.Combine(directory, FileName), purpose, setting);
        try
        {
            File.WriteAllText(Path.Combine(directory, OwnerFileName), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            file.Dispose();
            throw Unusable(directory, purpose, setting, exception);
        }
    }

    /// <summary>Gives the directory back.</summary>
    public void Dispose() => _file.Dispose();

    private static FileStream Lock(string directory, string path, string purpose, string setting)
    {
        try
        {
            Directory.CreateDirectory(directory);
            return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (exception is not DirectoryNotFoundException && File.Exists(path))
        {
            throw new IOException($"{directory}: the {purpose} is in use by {OwnerOf(directory)}. Stop it, or set {setting} to another folder.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unusable(directory, purpose, setting, exception);
        }
    }

    private static IOException Unusable(string directory, string purpose, string setting, Exception cause) =>
        new($"{directory}: the {purpose} cannot be created or written ({cause.Message}). Set {setting} to a folder that can.", cause);

    // The locked file cannot be read by others on every system, so the owner's number stands beside it.
    private static string OwnerOf(string directory)
    {
        var path = Path.Combine(directory, OwnerFileName);
        return File.Exists(path) ? $"process {File.ReadAllText(path).Trim()}" : "another process";
    }
}
