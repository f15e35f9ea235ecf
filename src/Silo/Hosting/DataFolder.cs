namespace SqueezeFlow.Silo.Hosting;

/// <summary>The folder that holds everything this process keeps, for as long as it is held: nobody else may use it meanwhile.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held) => (FullPath, _lock) = (path, held);

    /// <summary>Full path.</summary>
    public string FullPath { get; }

    /// <summary>Creates the folder if need be and takes it.</summary>
    /// <exception cref="CommandFailure">It cannot be written, or another process holds it.</exception>
    public static DataFolder Take(string path)
    {
        var full = Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(full);
            var held = new FileStream(Path.Combine(full, "squeezeflow.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new(full, held);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(
                ExitCode.Failed,
                $"Data:Directory: '{full}' cannot be used ({error.Message.TrimEnd('.')}): another SqueezeFlow may be running on it; stop that one or name another folder",
                error);
        }
    }

    /// <summary>Lets go of it.</summary>
    public void Dispose() => _lock.Dispose();
}
