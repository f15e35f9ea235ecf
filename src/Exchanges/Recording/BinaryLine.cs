using System.Buffers;
using System.Buffers.Text;

namespace SqueezeFlow.Exchanges.Recording;

/// <summary>How a binary message stands in a text file: <c>{"b64":"..."}</c>, with or without a space after the colon.</summary>
public static class BinaryLine
{
    private static ReadOnlySpan<byte> Start => "{\"b64\":\""u8;

    private static ReadOnlySpan<byte> SpacedStart => "{\"b64\": \""u8;

    private static ReadOnlySpan<byte> End => "\"}"u8;

    /// <summary>Whether a line stands for a binary message.</summary>
    public static bool IsOne(ReadOnlySpan<byte> line) => StartOf(line) is > 0 and var start && line.Length >= start + End.Length && line.EndsWith(End);

    /// <summary>Decodes such a line into a buffer that grows as needed; false when the text between the quotes is no Base64.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> line, ref byte[] buffer, out ReadOnlyMemory<byte> payload)
    {
        var text = line[StartOf(line)..^End.Length];
        if (buffer.Length < text.Length)
        {
            buffer = new byte[text.Length];
        }

        var isValid = Base64.DecodeFromUtf8(text, buffer, out _, out var length) == OperationStatus.Done;
        payload = buffer.AsMemory(0, isValid ? length : 0);
        return isValid;
    }

    private static int StartOf(ReadOnlySpan<byte> line) =>
        line.StartsWith(Start) ? Start.Length
        : line.StartsWith(SpacedStart) ? SpacedStart.Length
        : 0;
}
