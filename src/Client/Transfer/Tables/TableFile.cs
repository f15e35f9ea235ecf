using System.IO.Compression;

namespace SqueezeFlow.Client.Transfer.Tables;

/// <summary>A file of rows in the format that its name asks for. It takes its name when it is whole; until then it has another.</summary>
internal sealed class TableFile : IAsyncDisposable
{
    private const string Unfinished = ".unfinished";

    private readonly string _path;
    private readonly Stream _stream;
    private readonly ITableWriter _writer;
    private bool _isClosed;

    private TableFile(string path, Stream stream, ITableWriter writer) => (_path, _stream, _writer) = (path, stream, writer);

    /// <summary>Rows written.</summary>
    public long Rows { get; private set; }

    /// <summary>What is wrong with a name, in words that follow it; null when a file can be called so.</summary>
    public static string? FaultOf(string path) =>
        IsCsv(path) || IsPackedCsv(path) || IsParquet(path) ? null : "has no format: give a name that ends in .csv, .csv.gz or .parquet";

    /// <summary>Begins a file.</summary>
    /// <exception cref="ConsoleFailure">It cannot be written.</exception>
    public static async Task<TableFile> CreateAsync(string path, IReadOnlyList<TableColumn> columns, CancellationToken cancellationToken)
    {
        try
        {
            Stream stream = File.Create(path + Unfinished);
            stream = IsPackedCsv(path) ? new GZipStream(stream, CompressionLevel.Optimal) : stream;
            return new(path, stream, IsParquet(path) ? await ParquetTableWriter.CreateAsync(stream, columns, cancellationToken) : new CsvTableWriter(stream, columns));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw ConsoleFailure.BadValue("--out", path, $"cannot be written ({error.Message.TrimEnd('.')}): give a file that can");
        }
    }

    /// <summary>Writes a row.</summary>
    public Task WriteAsync(object[] row, CancellationToken cancellationToken)
    {
        Rows++;
        return _writer.WriteAsync(row, cancellationToken);
    }

    /// <summary>Ends the file and gives it its name, in place of one that has it.</summary>
    public async Task CommitAsync()
    {
        await CloseAsync();
        File.Move(_path + Unfinished, _path, overwrite: true);
    }

    /// <summary>Removes the file unless it was ended.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await CloseAsync();
        }
        finally
        {
            File.Delete(_path + Unfinished);
        }
    }

    private async Task CloseAsync()
    {
        if (!_isClosed)
        {
            _isClosed = true;
            try
            {
                await _writer.DisposeAsync();
            }
            finally
            {
                await _stream.DisposeAsync();
            }
        }
    }

    private static bool IsCsv(string path) => path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

    private static bool IsPackedCsv(string path) => path.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase);

    private static bool IsParquet(string path) => path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase);
}
