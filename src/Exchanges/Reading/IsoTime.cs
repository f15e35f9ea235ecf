using System.Buffers.Text;

namespace SqueezeFlow.Exchanges.Reading;

/// <summary>Time as text, RFC 3339 with up to nine digits of a second, e.g. <c>2023-09-25T07:49:37.708706Z</c>, to numbers.</summary>
internal static class IsoTime
{
    private const int SecondsEnd = 19;

    /// <summary>Nanoseconds since 1970 UTC; 0 when the text is no such time.</summary>
    public static long ToUnixNs(ReadOnlySpan<byte> text)
    {
        if (text.Length < SecondsEnd + 1 || text[4] != '-' || text[7] != '-' || text[10] is not ((byte)'T' or (byte)' ') || text[13] != ':' || text[16] != ':')
        {
            return 0;
        }

        if (!(Read(text[..4], out var year) && Read(text[5..7], out var month) && Read(text[8..10], out var day) &&
              Read(text[11..13], out var hour) && Read(text[14..16], out var minute) && Read(text[17..19], out var second)) ||
            year is < 1970 or > 2200 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) ||
            hour > 23 || minute > 59 || second > 59)
        {
            return 0;
        }

        var rest = text[SecondsEnd..];
        long fraction = 0;
        if (rest[0] == '.')
        {
            var digits = WholeNumber.ScanDigits(rest[1..], out fraction);
            if (digits is 0 or > 9)
            {
                return 0;
            }

            rest = rest[(digits + 1)..];
            for (; digits < 9; digits++)
            {
                fraction *= 10;
            }
        }

        if (!TryReadOffset(rest, out var offsetMinutes))
        {
            return 0;
        }

        var ticks = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).Ticks - DateTime.UnixEpoch.Ticks;
        return (ticks * 100) + fraction - (offsetMinutes * 60_000_000_000L);
    }

    /// <summary>Milliseconds since 1970 UTC, truncated; 0 when the text is no such time.</summary>
    public static long ToUnixMs(ReadOnlySpan<byte> text) => ToUnixNs(text) / 1_000_000;

    private static bool TryReadOffset(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        if (text.Length == 1 && text[0] == 'Z')
        {
            return true;
        }

        if (text.Length != 6 || text[0] is not ((byte)'+' or (byte)'-') || text[3] != ':' ||
            !Read(text[1..3], out var hours) || !Read(text[4..], out var rest))
        {
            return false;
        }

        minutes = ((hours * 60) + rest) * (text[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool Read(ReadOnlySpan<byte> digits, out int value) =>
        Utf8Parser.TryParse(digits, out value, out var used) && used == digits.Length && digits[0] is >= (byte)'0' and <= (byte)'9';
}
