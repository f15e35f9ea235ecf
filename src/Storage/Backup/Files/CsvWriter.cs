using System.Globalization;
using System.Text;

namespace SqueezeFlow.Storage.Backup.Files;

/// <summary>Writes lines of comma separated values (RFC 4180, lines end in a line feed). Numbers are the shortest that come back to the last bit.</summary>
internal sealed class CsvWriter(Stream stream) : IDisposable
{
    private const int FlushAt = 1 << 16;
    private const int LongestNumber = 64;

    private byte[] _buffer = new byte[FlushAt * 2];
    private int _length;
    private bool _isLineStart = true;

    /// <summary>Adds a text.</summary>
    public void Text(string text)
    {
        Separate();
        var quoted = text.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
        Reserve(Encoding.UTF8.GetMaxByteCount(quoted.Length));
        _length += Encoding.UTF8.GetBytes(quoted, _buffer.AsSpan(_length));
    }

    /// <summary>Adds a number; <c>NaN</c> when it is none.</summary>
    public void Number(double number)
    {
        Separate();
        _ = number.TryFormat(_buffer.AsSpan(_length), out var written, "R", CultureInfo.InvariantCulture);
        _length += written;
    }

    /// <summary>Adds a whole number.</summary>
    public void Number(long number)
    {
        Separate();
        _ = number.TryFormat(_buffer.AsSpan(_length), out var written, default, CultureInfo.InvariantCulture);
        _length += written;
    }

    /// <summary>Ends the line.</summary>
    public void EndLine()
    {
        Reserve(LongestNumber);
        _buffer[_length++] = (byte)'\n';
        _isLineStart = true;
        if (_length >= FlushAt)
        {
            Flush();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Flush();

    private void Separate()
    {
        Reserve(LongestNumber);
        if (!_isLineStart)
        {
            _buffer[_length++] = (byte)',';
        }

        _isLineStart = false;
    }

    private void Reserve(int bytes)
    {
        if (_buffer.Length - _length < bytes + LongestNumber)
        {
            Array.Resize(ref _buffer, (_buffer.Length * 2) + bytes);
        }
    }

    private void Flush()
    {
        stream.Write(_buffer, 0, _length);
        _length = 0;
    }
}
