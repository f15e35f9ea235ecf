using System.Buffers;
using System.Runtime.CompilerServices;

namespace SqueezeFlow.Exchanges.Reading;

/// <summary>
/// Reads a frame whose layout is known to the byte: literals are compared, values are read in place, and every byte is accounted for.
/// Any mismatch means that the frame belongs to the strict parser; what this accepts, the strict parser reads alike.
/// </summary>
internal ref struct LayoutCursor(ReadOnlySpan<byte> text)
{
    private const int MostDigits = 18;

    private static readonly SearchValues<byte> NameLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_@.-"u8);

    private ReadOnlySpan<byte> _rest = text;

    /// <summary>Whether every byte has been read.</summary>
    public readonly bool AtEnd => _rest.IsEmpty;

    /// <summary>Passes over an expected text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Literal(ReadOnlySpan<byte> expected)
    {
        if (!_rest.StartsWith(expected))
        {
            return false;
        }

        _rest = _rest[expected.Length..];
        return true;
    }

    /// <summary>Reads a name of plain letters, which needs no unescaping.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Name(out ReadOnlySpan<byte> name)
    {
        var length = _rest.IndexOfAnyExcept(NameLetters);
        if (length <= 0)
        {
            name = default;
            return false;
        }

        name = _rest[..length];
        _rest = _rest[length..];
        return true;
    }

    /// <summary>Passes over a whole number as JSON writes it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool SkipInteger()
    {
        var length = _rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (length is <= 0 or > MostDigits || (_rest[0] == '0' && length > 1))
        {
            return false;
        }

        _rest = _rest[length..];
        return true;
    }

    /// <summary>Reads a whole number, not below zero, as JSON writes it.</summary>
    public bool Integer(out long value)
    {
        var length = WholeNumber.ScanDigits(_rest, out value);
        if (length is 0 or > MostDigits || (length > 1 && _rest[0] == '0'))
        {
            return false;
        }

        _rest = _rest[length..];
        return true;
    }

    /// <summary>Reads a plain decimal number.</summary>
    public bool Decimal(out double value)
    {
        var length = DecimalText.ScanPlain(_rest, out value);
        _rest = _rest[length..];
        return length > 0;
    }

    /// <summary>Reads <c>true</c> or <c>false</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Boolean(out bool value)
    {
        value = Literal("true"u8);
        return value || Literal("false"u8);
    }
}
