using System.Buffers.Text;
using System.Text;

namespace SqueezeFlow.Storage.Influx.Protocol;

/// <summary>
/// Points as InfluxDB's line protocol, times in nanoseconds since 1970 UTC, each line ended by a line feed. Begin a point, name its tags, then its fields, end
/// it. The buffer is used again after <see cref="Clear"/>; nothing is allocated once it is large enough. Not thread-safe.
/// </summary>
internal sealed class LineWriter
{
    private byte[] _bytes = new byte[64 * 1024];
    private int _count;
    private int _start;
    private bool _hasField;

    /// <summary>All lines so far; valid until the next call.</summary>
    public ReadOnlyMemory<byte> Lines => _bytes.AsMemory(0, _count);

    /// <summary>How many points they hold.</summary>
    public int Points { get; private set; }

    /// <summary>Why a text cannot be the value of a tag; null when it can. What is written is read back byte by byte.</summary>
    public static string? RefusalOf(string tag)
    {
        if (tag.Length == 0)
        {
            return "it is empty";
        }

        for (var i = 0; i < tag.Length; i++)
        {
            var c = tag[i];
            if (char.IsControl(c))
            {
                return $"it holds the control character U+{(int)c:X4}";
            }

            if (c == '\\')
            {
                return "it holds a backslash, which the line protocol cannot tell from an escape";
            }

            if (char.IsSurrogate(c) && !(char.IsHighSurrogate(c) && i + 1 < tag.Length && char.IsLowSurrogate(tag[++i])))
            {
                return "it holds half a character";
            }
        }

        return null;
    }

    /// <summary>Forgets all lines.</summary>
    public void Clear()
    {
        _count = 0;
        Points = 0;
    }

    /// <summary>Begins a point of a measurement.</summary>
    public void Begin(string measurement)
    {
        _start = _count;
        _hasField = false;
        Escaped(measurement, ", ");
    }

    /// <summary>Adds a tag. Tags in ordinal order of their names cost the server least.</summary>
    /// <exception cref="ArgumentException">The value cannot be written: see <see cref="RefusalOf"/>. The point is forgotten.</exception>
    public void Tag(string name, string value)
    {
        if (RefusalOf(value) is { } reason)
        {
            Forget();
            throw new ArgumentException($"'{value}' cannot be kept as {name} in InfluxDB: {reason}", nameof(value));
        }

        Byte(',');
        Escaped(name, ",= ");
        Byte('=');
        Escaped(value, ",= ");
    }

    /// <summary>Adds a number; one that is none (NaN, infinite) is left out.</summary>
    public void Field(string name, double value)
    {
        if (double.IsFinite(value))
        {
            FieldName(name);
            _ = Utf8Formatter.TryFormat(value, Room(32), out var written);
            _count += written;
        }
    }

    /// <summary>Adds a whole number.</summary>
    public void Field(string name, long value)
    {
        FieldName(name);
        Number(value);
        Byte('i');
    }

    /// <summary>Adds a text; a line feed in it, which would be the end of the line, becomes a space.</summary>
    public void Field(string name, string value)
    {
        FieldName(name);
        Byte('"');
        Escaped(value.Contains('\n', StringComparison.Ordinal) ? value.Replace('\n', ' ') : value, "\"\\");
        Byte('"');
    }

    /// <summary>Ends the point; without any field it is forgotten and nothing is written.</summary>
    /// <param name="unixNs">Nanoseconds since 1970 UTC.</param>
    /// <returns>Whether it was written.</returns>
    public bool End(long unixNs)
    {
        if (!_hasField)
        {
            Forget();
            return false;
        }

        Byte(' ');
        Number(unixNs);
        Byte('\n');
        Points++;
        return true;
    }

    private void Forget() => _count = _start;

    private void FieldName(string name)
    {
        Byte(_hasField ? ',' : ' ');
        _hasField = true;
        Escaped(name, ",= ");
        Byte('=');
    }

    private void Escaped(string text, ReadOnlySpan<char> special)
    {
        var span = Room(Encoding.UTF8.GetMaxByteCount(text.Length) * 2);
        var written = 0;
        var rest = text.AsSpan();
        for (var next = rest.IndexOfAny(special); next >= 0; next = rest.IndexOfAny(special))
        {
            written += Encoding.UTF8.GetBytes(rest[..next], span[written..]);
            span[written++] = (byte)'\\';
            span[written++] = (byte)rest[next];
            rest = rest[(next + 1)..];
        }

        _count += written + Encoding.UTF8.GetBytes(rest, span[written..]);
    }

    private void Number(long value)
    {
        _ = Utf8Formatter.TryFormat(value, Room(24), out var written);
        _count += written;
    }

    private void Byte(char c)
    {
        Room(1)[0] = (byte)c;
        _count++;
    }

    private Span<byte> Room(int bytes)
    {
        if (_bytes.Length - _count < bytes)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _count + bytes));
        }

        return _bytes.AsSpan(_count);
    }
}
