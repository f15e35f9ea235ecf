using System.Buffers.Text;
using System.Text;

namespace SqueezeFlow.Storage.Influx.Points;

/// <summary>Reads back what <see cref="Protocol.LineWriter"/> wrote of a bar: whose it is, of which measurement and when.</summary>
internal static class LineReader
{
    /// <summary>The parts of a line, without its end.</summary>
    /// <exception cref="FormatException">It is no line of a point with a market.</exception>
    public static (string Measurement, string Market, long UnixNs) Read(ReadOnlySpan<byte> line)
    {
        var measurement = Token(line, ",");
        var tag = ",market="u8;
        var rest = line[measurement.Length..];
        var time = line[(line.LastIndexOf((byte)' ') + 1)..];
        if (!rest.StartsWith(tag) || !Utf8Parser.TryParse(time, out long unixNs, out var read) || read != time.Length)
        {
            throw new FormatException($"'{Encoding.UTF8.GetString(line)}' is no point of a market.");
        }

        return (Text(measurement), Text(Token(rest[tag.Length..], ", ")), unixNs);
    }

    // Up to the first of some characters that no backslash stands before.
    private static ReadOnlySpan<byte> Token(ReadOnlySpan<byte> bytes, string ends)
    {
        var length = 0;
        while (length < bytes.Length && !ends.Contains((char)bytes[length], StringComparison.Ordinal))
        {
            length += bytes[length] == (byte)'\\' ? 2 : 1;
        }

        return bytes[..Math.Min(length, bytes.Length)];
    }

    private static string Text(ReadOnlySpan<byte> token) =>
        Encoding.UTF8.GetString(token).Replace("\\", "", StringComparison.Ordinal);
}
