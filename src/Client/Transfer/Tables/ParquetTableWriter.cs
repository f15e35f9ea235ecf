using Parquet;
using Parquet.Schema;

namespace SqueezeFlow.Client.Transfer.Tables;

/// <summary>A Parquet file: some ten thousand rows a group, so that no more are held in memory. Times are UTC timestamps of milliseconds.</summary>
internal sealed class ParquetTableWriter : ITableWriter
{
    private const int GroupRows = 50_000;

    private readonly ParquetWriter _writer;
    private readonly ParquetColumn[] _columns;
    private int _rows;

    private ParquetTableWriter(ParquetWriter writer, ParquetColumn[] columns) => (_writer, _columns) = (writer, columns);

    /// <summary>Begins a table.</summary>
    public static async Task<ParquetTableWriter> CreateAsync(Stream stream, IReadOnlyList<TableColumn> columns, CancellationToken cancellationToken)
    {
        ParquetColumn[] buffers = [.. columns.Select(ParquetColumn.Of)];
        var schema = new ParquetSchema(buffers.Select(column => (Field)column.Place));
        return new(await ParquetWriter.CreateAsync(schema, stream, cancellationToken: cancellationToken), buffers);
    }

    /// <inheritdoc/>
    public Task WriteAsync(object[] row, CancellationToken cancellationToken)
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i].Add(row[i]);
        }

        return ++_rows % GroupRows == 0 ? FlushAsync(cancellationToken) : Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // A table without rows has a group too, else it would have no columns for some readers.
        if (_rows == 0 || _rows % GroupRows != 0)
        {
            await FlushAsync(CancellationToken.None);
        }

        await _writer.DisposeAsync();
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        using var group = _writer.CreateRowGroup();
        foreach (var column in _columns)
        {
            await column.FlushAsync(group, cancellationToken);
        }

        group.CompleteValidate();
    }
}
