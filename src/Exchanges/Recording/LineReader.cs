namespace SqueezeFlow.Exchanges.Recording;

/// <summary>Lines of a byte stream, without making strings. A last line without its line feed, or a compressed stream that breaks off, marks a truncated file.</summary>
internal sealed class LineReader(Stream stream) : IDisposable
{
    private const int LongestLine = 64 * 1024 * 1024;

    private byte[] _buffer = new byte[256 * 1024];
    private int _start;
    private int _end;
    private bool _isAtEnd;

    public bool IsTruncated { get; private set; }

    /// <summary>What stands after the last line feed and was not given as a line; empty where a compressed stream broke off.</summary>
    public ReadOnlyMemory<byte> Tail { get; private set; }

    /// <summary>Reads the next whole line, without its line feed; valid until the next call.</summary>
    public bool TryRead(out ReadOnlyMemory<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var feed = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (feed >= 0)
            {
                var length = searched + feed;
                line = _buffer.AsMemory(_start, length > 0 && _buffer[_start + length - 1] == '\r' ? length - 1 : length);
                _start += length + 1;
                return true;
            }

            searched = _end - _start;
            if (_isAtEnd || searched > LongestLine || !Fill())
            {
                return TryTakeTail(out line);
            }
        }
    }

    /// <summary>Gives the tail as a line after all.</summary>
    public ReadOnlyMemory<byte> TakeTail()
    {
        var tail = Tail;
        (Tail, IsTruncated) = (default, false);
        return tail;
    }

    public void Dispose() => stream.Dispose();

    // A file written by hand may lack the last line feed; a message cut in the middle does not end with a closing bracket.
    private bool TryTakeTail(out ReadOnlyMemory<byte> line)
    {
        line = _buffer.AsMemory(_start, _end - _start);
        _start = _end;
        var isWhole = !IsTruncated && line.Length > 0 && line.Span[^1] is (byte)'}' or (byte)']';
        Tail = isWhole || IsTruncated ? default : line;
        IsTruncated |= line.Length > 0 && !isWhole;
        return isWhole;
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        try
        {
            var read = stream.Read(_buffer, _end, _buffer.Length - _end);
            _end += read;
            _isAtEnd = read == 0;
            return read > 0;
        }
        catch (InvalidDataException)
        {
            // The compressed stream breaks off: the whole lines before have been given.
            _isAtEnd = true;
            IsTruncated = true;
            return false;
        }
    }
}
