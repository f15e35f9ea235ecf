using System.Globalization;

namespace SqueezeFlow.Exchanges.Reading;

/// <summary>Decimal text to the nearest <see cref="double"/>.</summary>
internal static class DecimalText
{
    // Both operands of the division are exact below these limits, so its one rounding is the correct one.
    private const ulong LargestExact = 1UL << 53;
    private const int MostDigits = 18;

    private static readonly double[] PowersOfTen =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    ];

    /// <summary>Reads a whole text as a JSON number would be written (leading zeros allowed); false, and NaN, for anything else.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out double value)
    {
        if (ScanPlain(text, out value) == text.Length && text.Length > 0)
        {
            return true;
        }

        if (IsNumber(text) &&
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) &&
            double.IsFinite(value))
        {
            return true;
        }

        value = double.NaN;
        return false;
    }

    /// <summary>
    /// Reads digits and a fraction at the start of a text and gives their length; 0 when there is no such number or it has too many digits
    /// for exact arithmetic.
    /// </summary>
    public static int ScanPlain(ReadOnlySpan<byte> text, out double value)
    {
        ulong digits = 0;
        var i = 0;
        uint digit;
        for (; i < text.Length && (digit = text[i] - (uint)'0') <= 9; i++)
        {
            digits = (digits * 10) + digit;
        }

        var whole = i;
        if (i > 0 && i + 1 < text.Length && text[i] == '.' && text[i + 1] - (uint)'0' <= 9)
        {
            i++;
            if (EightDigits.TryRead(text[i..], out var eight))
            {
                digits = (digits * EightDigits.Scale) + eight;
                i += EightDigits.Length;
            }

            for (; i < text.Length && (digit = text[i] - (uint)'0') <= 9; i++)
            {
                digits = (digits * 10) + digit;
            }
        }

        var scale = i == whole ? 0 : i - whole - 1;
        if (whole == 0 || whole + scale > MostDigits || digits > LargestExact)
        {
            value = double.NaN;
            return 0;
        }

        value = digits / PowersOfTen[scale];
        return i;
    }

    private static bool IsNumber(ReadOnlySpan<byte> text)
    {
        var rest = text.Length > 0 && text[0] == '-' ? text[1..] : text;
        if (!SkipDigits(ref rest))
        {
            return false;
        }

        if (rest.Length > 0 && rest[0] == '.')
        {
            rest = rest[1..];
            if (!SkipDigits(ref rest))
            {
                return false;
            }
        }

        if (rest.Length > 1 && (rest[0] | 0x20) == 'e')
        {
            rest = rest[(rest[1] is (byte)'+' or (byte)'-' ? 2 : 1)..];
            return SkipDigits(ref rest) && rest.Length == 0;
        }

        return rest.Length == 0;
    }

    private static bool SkipDigits(ref ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        var digits = end < 0 ? text.Length : end;
        text = text[digits..];
        return digits > 0;
    }
}
