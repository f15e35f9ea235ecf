using System.Globalization;
using System.Text;

namespace SqueezeFlow.Client.Transfer.Tables;

/// <summary>Comma separated values with a heading (RFC 4180, lines end in a line feed). Numbers are the shortest that come back to the last bit.</summary>
internal sealed class CsvTableWriter : ITableWriter
{
    private readonly StreamWriter _text;

    /// <summary>Begins a table.</summary>
    public CsvTableWriter(Stream stream, IReadOnlyList<TableColumn> columns)
    {
        _text = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        _text.WriteLine(string.Join(',', columns.Select(column => column.Name)));
    }

    /// <inheritdoc/>
    public Task WriteAsync(object[] row, CancellationToken cancellationToken) =>
        _text.WriteLineAsync(string.Join(',', row.Select(TextOf)).AsMemory(), cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _text.DisposeAsync();

    private static string TextOf(object value) => value switch
    {
        string text => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
    };
}
