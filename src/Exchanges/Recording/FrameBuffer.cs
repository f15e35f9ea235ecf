using System.Buffers.Text;
using System.Text;

namespace SqueezeFlow.Exchanges.Recording;

/// <summary>Lines of a recording in memory. Not safe for concurrent use.</summary>
internal sealed class FrameBuffer
{
    private const int LongestHead = 128;

    private byte[] _bytes = new byte[512 * 1024];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Add(string exchange, string endpoint, long receivedUnixNs, ReadOnlySpan<byte> payload)
    {
        var isText = payload.Length > 0 && payload[0] is not 0x1F && payload.IndexOfAnyInRange((byte)0, (byte)0x1F) < 0;
        Reserve(LongestHead + exchange.Length + endpoint.Length + (isText ? payload.Length : Base64.GetMaxEncodedToUtf8Length(payload.Length)));
        Utf8Formatter.TryFormat(receivedUnixNs, _bytes.AsSpan(Length), out var used);
        Length += used;
        Add(" ");
        Add(exchange);
        Add("/");
        Add(endpoint);
        Add(" ");
        if (isText)
        {
            payload.CopyTo(_bytes.AsSpan(Length));
            Length += payload.Length;
        }
        else
        {
            Add("{\"b64\":\"");
            Base64.EncodeToUtf8(payload, _bytes.AsSpan(Length), out _, out used);
            Length += used;
            Add("\"}");
        }

        Add("\n");
    }

    private void Add(string text) => Length += Encoding.ASCII.GetBytes(text, _bytes.AsSpan(Length));

    private void Reserve(int more)
    {
        if (_bytes.Length - Length < more)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + more));
        }
    }
}
