namespace SqueezeFlow.Client.Transfer.Tables;

/// <summary>Writes rows of a table in one format. Disposing it ends the format; the stream stays open.</summary>
internal interface ITableWriter : IAsyncDisposable
{
    /// <summary>Writes a row, a value of its type for each column.</summary>
    Task WriteAsync(object[] row, CancellationToken cancellationToken);
}
