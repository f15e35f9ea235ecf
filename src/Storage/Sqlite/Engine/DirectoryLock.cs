using System.Globalization;

namespace SqueezeFlow.Storage.Sqlite.Engine;

/// <summary>Keeps a data directory for one process. The operating system drops the lock with the process, however it ends.</summary>
internal sealed class DirectoryLock : IDisposable
{
    private const string FileName = "squeezeflow.lock";

    private readonly FileStream _file;

    private DirectoryLock(FileStream file) => _file = file;

    /// <summary>Creates the directory where needed and locks it.</summary>
    /// <exception cref="IOException">Another process has it, or it cannot be created or written.</exception>
    public static DirectoryLock Take(string directory)
    {
        var path = Path.Combine(directory, FileName);
        try
        {
            Directory.CreateDirectory(directory);
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var holder = new DirectoryLock(file);
            holder.WriteOwner();
            return holder;
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or DirectoryNotFoundException)
        {
            throw Unusable(directory, exception);
        }
        catch (IOException exception) when (File.Exists(path))
        {
            throw new IOException(
                $"{directory}: the data directory is in use by {OwnerOf(path)}. Stop it, or set Data:Directory to another folder.", exception);
        }
        catch (IOException exception)
        {
            throw Unusable(directory, exception);
        }
    }

    /// <summary>Gives the directory back.</summary>
    public void Dispose() => _file.Dispose();

    private static IOException Unusable(string directory, Exception cause) =>
        new($"{directory}: the data directory cannot be created or written ({cause.Message}). Set Data:Directory to a folder that can.", cause);

    private static string OwnerOf(string path)
    {
        try
        {
            using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            var owner = reader.ReadLine();
            return string.IsNullOrEmpty(owner) ? "another process" : $"process {owner}";
        }
        catch (IOException)
        {
            // Where locks are mandatory the owner's number cannot be read either.
            return "another process";
        }
    }

    private void WriteOwner()
    {
        _file.SetLength(0);
        _file.Write(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
        _file.Flush();
    }
}
