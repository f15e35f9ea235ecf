namespace SqueezeFlow.Storage.Backup.Files;

/// <summary>How the rows of a kind lie in a file.</summary>
internal interface IRowFormat<T>
{
    /// <summary>Begins a file.</summary>
    IRowWriter<T> Write(Stream stream);

    /// <summary>Rows of a file, read as they are needed.</summary>
    /// <exception cref="FormatException">A line is not what it should be; the message begins with its number.</exception>
    IEnumerable<T> Read(Stream stream);
}
