using System.Buffers.Text;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using SqueezeFlow.Exchanges.Catalog;

namespace SqueezeFlow.Exchanges.Recording;

/// <summary>
/// Reads the messages of one recording in file order: own recordings, and two formats of public ones
/// (<c>receive_time_ns spot|usdm|coinm json</c> and <c>EXCHANGE receive_time_s json</c>), plain or gzip. The format is seen line by line.
/// Not safe for concurrent use.
/// </summary>
public sealed class RecordingReader : IDisposable
{
    private readonly LineReader _lines;
    private byte[] _decoded = [];

    /// <summary>Opens a recording.</summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public RecordingReader(string path)
    {
        var file = File.OpenRead(path);
        var isCompressed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        _lines = new(isCompressed ? new GZipStream(file, CompressionMode.Decompress) : file);
    }

    /// <summary>Whether the file ended in the middle, as after a killed process; everything before that was given.</summary>
    public bool IsTruncated => _lines.IsTruncated;

    /// <summary>Lines read.</summary>
    public long Lines { get; private set; }

    /// <summary>Lines in none of the formats.</summary>
    public long SkippedLines { get; private set; }

    /// <summary>Reads the next message; false at the end.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public bool TryRead(out RecordedFrame frame)
    {
        while (_lines.TryRead(out var line))
        {
            Lines++;
            if (TryParse(line, out frame))
            {
                return true;
            }

            SkippedLines++;
        }

        frame = default;
        return false;
    }

    /// <summary>Reads the next line, whether it is in a format of recordings or not; false at the end.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public bool TryReadLine(out RecordedLine line)
    {
        line = default;
        if (!_lines.TryRead(out var text))
        {
            // A file of plain messages need not end with a line feed; a recorded line without one was cut off.
            if (_lines.Tail.IsEmpty || TryParse(_lines.Tail, out _))
            {
                return false;
            }

            text = _lines.TakeTail();
        }

        Lines++;
        line = new(text, TryParse(text, out var frame) ? frame : null);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    private bool TryParse(ReadOnlyMemory<byte> line, out RecordedFrame frame)
    {
        frame = default;
        var text = line.Span;
        var first = text.IndexOf((byte)' ');
        var second = first < 0 ? -1 : text[(first + 1)..].IndexOf((byte)' ');
        if (second < 0)
        {
            return false;
        }

        var head = text[..first];
        var middle = text.Slice(first + 1, second);
        if (!TryReadSource(head, middle, out var exchange, out var endpoint, out var time) ||
            !TryDecode(line[(first + second + 2)..], out var payload))
        {
            return false;
        }

        frame = new(exchange, endpoint, time, payload);
        return true;
    }

    private static bool TryReadSource(
        ReadOnlySpan<byte> head, ReadOnlySpan<byte> middle, out string exchange, out string endpoint, out long time)
    {
        (exchange, endpoint) = (string.Empty, string.Empty);
        if (Utf8Parser.TryParse(head, out time, out var used) && used == head.Length)
        {
            var slash = middle.IndexOf((byte)'/');
            (exchange, endpoint) = slash > 0
                ? (Encoding.ASCII.GetString(middle[..slash]), Encoding.ASCII.GetString(middle[(slash + 1)..]))
                : PublicEndpoint(middle);
        }
        else if (decimal.TryParse(middle, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) &&
                 seconds < 9_000_000_000)
        {
            exchange = Encoding.ASCII.GetString(head);
            time = (long)(seconds * 1_000_000_000);
        }

        exchange = ExchangeCatalog.CurrentName(exchange);
        return exchange.Length > 0;
    }

    private static (string Exchange, string Endpoint) PublicEndpoint(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("spot"u8) ? ("BINANCE", "main")
        : name.SequenceEqual("usdm"u8) ? ("BINANCE_FUTURES", "public")
        : name.SequenceEqual("coinm"u8) ? ("BINANCE_FUTURES", "coinm")
        : (string.Empty, string.Empty);

    private bool TryDecode(ReadOnlyMemory<byte> text, out ReadOnlyMemory<byte> payload)
    {
        payload = text;
        return !BinaryLine.IsOne(text.Span) || BinaryLine.TryDecode(text.Span, ref _decoded, out payload);
    }
}
