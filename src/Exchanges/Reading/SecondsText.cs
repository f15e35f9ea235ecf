namespace SqueezeFlow.Exchanges.Reading;

/// <summary>Time as seconds with a fraction, e.g. <c>1618678145.920708</c>, without the rounding of floating point.</summary>
internal static class SecondsText
{
    private const long LatestSecond = 253_402_300_799;

    /// <summary>Microseconds since 1970 UTC, truncated; 0 when the text is no such time.</summary>
    public static long ToUnixMicros(ReadOnlySpan<byte> text)
    {
        var digits = WholeNumber.ScanDigits(text, out var seconds);
        if (digits is 0 or > 12 || seconds > LatestSecond)
        {
            return 0;
        }

        var rest = text[digits..];
        long fraction = 0;
        var scale = 100_000;
        if (!rest.IsEmpty && rest[0] != '.')
        {
            return 0;
        }

        foreach (var letter in rest.IsEmpty ? rest : rest[1..])
        {
            if (letter is < (byte)'0' or > (byte)'9')
            {
                return 0;
            }

            fraction += (letter - '0') * scale;
            scale /= 10;
        }

        return (seconds * 1_000_000) + fraction;
    }
}
