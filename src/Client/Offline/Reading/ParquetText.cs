using Parquet;
using Parquet.Schema;
using SqueezeFlow.Client.Transfer.Tables;

namespace SqueezeFlow.Client.Offline.Reading;

/// <summary>A Parquet file as comma separated values in a file of its own, a group of rows at a time; deleted in the end.</summary>
internal sealed class ParquetText : IDisposable
{
    private const int Shortest = 12;

    private readonly DirectoryInfo _folder;

    private ParquetText(string path, DirectoryInfo folder) => (_folder, Path) = (folder, System.IO.Path.Combine(folder.FullName, System.IO.Path.GetFileName(path)));

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Unpacks a file; null when it is no Parquet file.</summary>
    /// <exception cref="DataFormatException">It is damaged, or a column is of a type that is not read.</exception>
    /// <exception cref="IOException">There is no room for what it holds.</exception>
    public static Task<ParquetText?> OpenAsync(string path, CancellationToken cancellationToken) =>
        OpenAsync(path, static () => Directory.CreateTempSubdirectory("squeezeflow-import-"), cancellationToken);

    /// <summary>The same, with the folder for what it holds, which is deleted in the end.</summary>
    internal static async Task<ParquetText?> OpenAsync(string path, Func<DirectoryInfo> makeFolder, CancellationToken cancellationToken)
    {
        if (!IsParquet(path))
        {
            return null;
        }

        var text = new ParquetText(path, makeFolder());
        try
        {
            await text.FillAsync(path, cancellationToken);
            return text;
        }
        catch
        {
            text.Dispose();
            throw;
        }
    }

    /// <summary>The same for who cannot wait otherwise: a file on a disk is read as fast as it is given, and nobody else waits for it.</summary>
    /// <exception cref="DataFormatException">It is damaged, or a column is of a type that is not read.</exception>
    public static ParquetText? Open(string path) => IsParquet(path) ? Task.Run(() => OpenAsync(path, CancellationToken.None)).GetAwaiter().GetResult() : null;

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);

    private static bool IsParquet(string path)
    {
        // Not even the shortest has fewer bytes; and a pipe, which has none, must not be opened twice.
        if (!File.Exists(path) || new FileInfo(path).Length < Shortest)
        {
            return false;
        }

        Span<byte> head = stackalloc byte[4];
        using var stream = File.OpenRead(path);
        return stream.CanSeek && stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.SequenceEqual("PAR1"u8);
    }

    private async Task FillAsync(string path, CancellationToken cancellationToken)
    {
        var file = System.IO.Path.GetFileName(path);
        await using var reader = await ReadingAsync(file, () => ParquetReader.CreateAsync(path, cancellationToken: cancellationToken));
        DataField[] fields = [.. reader.Schema.GetDataFields()];
        await using var output = File.Create(Path);
        await using var table = new CsvTableWriter(output, [.. fields.Select(field => new TableColumn(field.Name, field.ClrType))]);
        for (var i = 0; i < reader.RowGroupCount; i++)
        {
            var (columns, rows) = await ReadingAsync(file, () => ReadAsync(reader, i, fields, file, cancellationToken));
            for (var row = 0L; row < rows; row++)
            {
                await table.WriteAsync([.. columns.Select(column => column[row])], cancellationToken);
            }
        }
    }

    // The library tells damage by exceptions of input and output too; what fails to be written is none.
    private static async Task<T> ReadingAsync<T>(string file, Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception error) when (error is ParquetException or InvalidDataException or IOException)
        {
            throw new DataFormatException($"{file}: Parquet data: found what cannot be read, expected a whole file ({error.Message})", error);
        }
    }

    private static async Task<(object[][] Columns, long Rows)> ReadAsync(ParquetReader reader, int place, DataField[] fields, string file, CancellationToken cancellationToken)
    {
        using var group = reader.OpenRowGroupReader(place);
        var columns = new object[fields.Length][];
        for (var column = 0; column < fields.Length; column++)
        {
            columns[column] = await ReadAsync(group, fields[column], file, cancellationToken);
        }

        return (columns, group.RowCount);
    }

    private static async Task<object[]> ReadAsync(ParquetRowGroupReader group, DataField field, string file, CancellationToken cancellationToken) => field.ClrType switch
    {
        var type when type == typeof(string) || type == typeof(ReadOnlyMemory<char>) => await TextsAsync(group, field, cancellationToken),
        var type when type == typeof(long) => await ValuesAsync<long>(group, field, cancellationToken),
        var type when type == typeof(int) => await ValuesAsync<int>(group, field, cancellationToken),
        var type when type == typeof(double) => await ValuesAsync<double>(group, field, cancellationToken),
        var type when type == typeof(float) => await ValuesAsync<float>(group, field, cancellationToken),
        var type when type == typeof(bool) => await ValuesAsync<bool>(group, field, cancellationToken),
        var type when type == typeof(DateTime) => await ValuesAsync<DateTime>(group, field, cancellationToken),
        var type => throw new DataFormatException(file, field.Name, $"a column of {type.Name}", "texts, numbers, times or truth values"),
    };

    private static async Task<object[]> TextsAsync(ParquetRowGroupReader group, DataField field, CancellationToken cancellationToken)
    {
        var values = new string?[group.RowCount];
        await group.ReadAsync(field, values.AsMemory(), cancellationToken: cancellationToken);
        return [.. values.Select(value => (object)(value ?? string.Empty))];
    }

    // What is missing is an empty cell.
    private static async Task<object[]> ValuesAsync<T>(ParquetRowGroupReader group, DataField field, CancellationToken cancellationToken)
        where T : struct
    {
        if (!field.IsNullable)
        {
            var whole = new T[group.RowCount];
            await group.ReadAsync(field, whole.AsMemory(), cancellationToken: cancellationToken);
            return [.. whole.Select(value => (object)value)];
        }

        var values = new T?[group.RowCount];
        await group.ReadAsync(field, values.AsMemory(), cancellationToken: cancellationToken);
        return [.. values.Select(value => value is { } found ? (object)found : string.Empty)];
    }
}
