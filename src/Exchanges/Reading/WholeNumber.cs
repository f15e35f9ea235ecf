using System.Buffers.Text;

namespace SqueezeFlow.Exchanges.Reading;

/// <summary>Text of a whole number to <see cref="long"/>.</summary>
internal static class WholeNumber
{
    private const int MostDigits = 18;

    /// <summary>Reads a whole text; false, and 0, when it is no whole number of 64 bits.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out long value)
    {
        if (text.Length <= MostDigits && ScanDigits(text, out value) == text.Length)
        {
            return text.Length > 0;
        }

        if (Utf8Parser.TryParse(text, out value, out var used) && used == text.Length)
        {
            return true;
        }

        value = 0;
        return false;
    }

    /// <summary>Reads the digits at the start of a text and gives their number; the value means nothing when there are more than 18.</summary>
    public static int ScanDigits(ReadOnlySpan<byte> text, out long value)
    {
        var i = EightDigits.TryRead(text, out var eight) ? EightDigits.Length : 0;
        value = (long)eight;
        uint digit;
        for (; i < text.Length && (digit = text[i] - (uint)'0') <= 9; i++)
        {
            value = (value * 10) + digit;
        }

        return i;
    }
}
