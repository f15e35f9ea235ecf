using System.Buffers;
using System.Globalization;
using System.Text.Json;
using SqueezeFlow.Storage.Backup.Format;

namespace SqueezeFlow.Storage.Backup.Files;

/// <summary>Rows as JSON objects, one a line.</summary>
internal sealed class JsonLines<T> : IRowFormat<T>
    where T : class
{
    /// <inheritdoc/>
    public IRowWriter<T> Write(Stream stream) => new Writer(stream);

    /// <inheritdoc/>
    public IEnumerable<T> Read(Stream stream)
    {
        using var reader = new StreamReader(stream, leaveOpen: true);
        var line = 0L;
        while (reader.ReadLine() is { } text)
        {
            yield return Row(text, ++line);
        }
    }

    private static T Row(string text, long line)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, BackupJson.Lines) ?? throw new JsonException("expected an object, found null");
        }
        catch (JsonException error)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"line {line}: {error.Message.TrimEnd('.')}"), error);
        }
    }

    private sealed class Writer(Stream stream) : IRowWriter<T>
    {
        private const int FlushAt = 1 << 16;

        private readonly ArrayBufferWriter<byte> _buffer = new(FlushAt);

        public void Write(T row)
        {
            using (var json = new Utf8JsonWriter(_buffer, new() { Encoder = BackupJson.Lines.Encoder }))
            {
                JsonSerializer.Serialize(json, row, BackupJson.Lines);
            }

            _buffer.Write("\n"u8);
            if (_buffer.WrittenCount >= FlushAt)
            {
                Dispose();
            }
        }

        public void Dispose()
        {
            stream.Write(_buffer.WrittenSpan);
            _buffer.ResetWrittenCount();
        }
    }
}
