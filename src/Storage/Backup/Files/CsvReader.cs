using System.Globalization;
using System.Text;

namespace SqueezeFlow.Storage.Backup.Files;

/// <summary>Reads lines of comma separated values (RFC 4180), a few at a time. Not thread-safe.</summary>
internal sealed class CsvReader(Stream stream)
{
    private const int LongestLine = 1 << 20;

    private readonly List<(int Start, int Length)> _fields = [];
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _isAtEnd;

    /// <summary>Number of the line that was read, where a quoted line feed counts as none; the first is 1.</summary>
    public long Line { get; private set; }

    /// <summary>Fields of the line.</summary>
    public int Count => _fields.Count;

    /// <summary>Reads the next line; false at the end.</summary>
    /// <exception cref="FormatException">It does not end, or is too long.</exception>
    public bool Read()
    {
        _fields.Clear();
        Line++;
        if (FindEnd() is not { } end)
        {
            return false;
        }

        Split(_buffer.AsSpan(_start, end - _start), _start);
        _start = end + 1;
        return true;
    }

    /// <summary>The bytes of a field, quotes included.</summary>
    public ReadOnlySpan<byte> Raw(int field) => _buffer.AsSpan(_fields[field].Start, _fields[field].Length);

    /// <summary>A text.</summary>
    public string Text(int field)
    {
        var text = Encoding.UTF8.GetString(Raw(field));
        return text.StartsWith('"') ? text[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : text;
    }

    /// <summary>A number, or <c>NaN</c>.</summary>
    public double Double(int field, string name) =>
        double.TryParse(Raw(field), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw Fault(name, "a number", field);

    /// <summary>A whole number.</summary>
    public long Whole(int field, string name) =>
        long.TryParse(Raw(field), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw Fault(name, "a whole number", field);

    /// <summary>What is wrong with a field.</summary>
    public FormatException Fault(string name, string expected, int field) =>
        Fault($"{name}: expected {expected}, found '{Text(field)}'");

    /// <summary>What is wrong with the line.</summary>
    public FormatException Fault(string reason) => new(string.Create(CultureInfo.InvariantCulture, $"line {Line}: {reason}"));

    private int? FindEnd()
    {
        var (at, isQuoted) = (_start, false);
        while (true)
        {
            for (; at < _end; at++)
            {
                var value = _buffer[at];
                isQuoted ^= value == (byte)'"';
                if (value == (byte)'\n' && !isQuoted)
                {
                    return at;
                }
            }

            if (_isAtEnd)
            {
                return _start == _end ? null : throw Fault(isQuoted ? "a quoted text does not end" : "the line does not end");
            }

            at -= Fill();
        }
    }

    // Gives how far what was unread has moved to the front.
    private int Fill()
    {
        var moved = _start;
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= LongestLine)
            {
                throw Fault($"it is longer than {LongestLine} bytes");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _isAtEnd = read == 0;
        return moved;
    }

    private void Split(ReadOnlySpan<byte> line, int offset)
    {
        var (start, isQuoted) = (0, false);
        for (var at = 0; at < line.Length; at++)
        {
            isQuoted ^= line[at] == (byte)'"';
            if (line[at] == (byte)',' && !isQuoted)
            {
                Add(line, start, at, offset);
                start = at + 1;
            }
        }

        Add(line, start, line.Length, offset);
    }

    private void Add(ReadOnlySpan<byte> line, int start, int end, int offset)
    {
        var field = line[start..end];
        var isQuoted = field.Length > 0 && field[0] == (byte)'"';
        if (isQuoted ? field.Length < 2 || field[^1] != (byte)'"' : field.Contains((byte)'"'))
        {
            throw Fault("a quotation mark stands where none may");
        }

        _fields.Add((start + offset, end - start));
    }
}
