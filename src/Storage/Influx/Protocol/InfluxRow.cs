using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace SqueezeFlow.Storage.Influx.Protocol;

/// <summary>One row of an answer, valid until the next is read. Columns as the statement names them; the first is the time. Not thread-safe.</summary>
internal sealed class InfluxRow
{
    private readonly List<(int Start, int Length, JsonTokenType Kind)> _cells = [];
    private byte[] _bytes = new byte[512];
    private int _count;

    /// <summary>Measurement of the series.</summary>
    public string Series { get; internal set; } = "";

    /// <summary>Tags that the series is grouped by.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; internal set; } = new Dictionary<string, string>();

    /// <summary>Names of the columns.</summary>
    public IReadOnlyList<string> Columns { get; internal set; } = [];

    /// <summary>Time of the row, milliseconds since 1970 UTC unless another precision was asked for.</summary>
    public long Time => Int64(0);

    /// <summary>Whether nothing is there.</summary>
    public bool IsNull(int column) => _cells[column].Kind == JsonTokenType.Null;

    /// <summary>A whole number; 0 where nothing is there.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public long Int64(int column)
    {
        if (IsNull(column))
        {
            return 0;
        }

        var text = Bytes(column);
        return Utf8Parser.TryParse(text, out long value, out var read) && read == text.Length
            ? value
            : Double(column) is var number && number == Math.Truncate(number) ? (long)number : throw NoNumber(column);
    }

    /// <summary>A number; 0 where nothing is there.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public double Double(int column)
    {
        if (IsNull(column))
        {
            return 0;
        }

        var text = Bytes(column);
        return Utf8Parser.TryParse(text, out double value, out var read) && read == text.Length ? value : throw NoNumber(column);
    }

    /// <summary>A text; null where nothing is there.</summary>
    public string? Text(int column) => IsNull(column) ? null : Encoding.UTF8.GetString(Bytes(column));

    /// <summary>Whether it says true.</summary>
    public bool IsTrue(int column) => _cells[column].Kind == JsonTokenType.True;

    internal void Clear()
    {
        _cells.Clear();
        _count = 0;
    }

    internal void Add(in Utf8JsonReader json)
    {
        var most = json.HasValueSequence ? checked((int)json.ValueSequence.Length) : json.ValueSpan.Length;
        if (_bytes.Length - _count < most)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _count + most));
        }

        var start = _count;
        if (json.TokenType == JsonTokenType.String)
        {
            _count += json.CopyString(_bytes.AsSpan(_count));
        }
        else
        {
            json.ValueSpan.CopyTo(_bytes.AsSpan(_count));
            _count += json.ValueSpan.Length;
        }

        _cells.Add((start, _count - start, json.TokenType));
    }

    private ReadOnlySpan<byte> Bytes(int column) => _bytes.AsSpan(_cells[column].Start, _cells[column].Length);

    private FormatException NoNumber(int column) => new($"{Series}: {Columns[column]} holds '{Text(column)}', expected a number");
}
