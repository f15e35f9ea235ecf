namespace SqueezeFlow.Storage.Backup.Files;

/// <summary>Writes rows to a file. Disposing it writes what it holds back, and leaves the stream open.</summary>
internal interface IRowWriter<in T> : IDisposable
{
    /// <summary>Writes a row.</summary>
    void Write(T row);
}
