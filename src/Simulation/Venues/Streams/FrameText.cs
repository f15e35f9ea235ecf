using System.Buffers.Text;
using SqueezeFlow.Simulation.Worlds;

namespace SqueezeFlow.Simulation.Venues.Streams;

/// <summary>Writes one message into a buffer that is large enough.</summary>
internal ref struct FrameText(Span<byte> target)
{
    private readonly Span<byte> _target = target;

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>Plain bytes.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_target[Length..]);
        Length += text.Length;
    }

    /// <summary>A whole number.</summary>
    public void Add(long number)
    {
        _ = Utf8Formatter.TryFormat(number, _target[Length..], out var written);
        Length += written;
    }

    /// <summary>Units as a decimal, see <see cref="Decimals.Write"/>.</summary>
    public void Add(long units, int digits, int shown) => Length += Decimals.Write(_target[Length..], units, digits, shown);

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public void Add(bool value) => Add(value ? "true"u8 : "false"u8);
}
