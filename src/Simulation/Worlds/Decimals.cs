using System.Buffers.Text;

namespace SqueezeFlow.Simulation.Worlds;

/// <summary>Whole numbers of small units as decimal text, without a double in between.</summary>
internal static class Decimals
{
    /// <summary>10 to the <paramref name="digits"/>, 0 to 18.</summary>
    public static long Power(int digits)
    {
        long power = 1;
        for (var i = 0; i < digits; i++)
        {
            power *= 10;
        }

        return power;
    }

    /// <summary>Writes <paramref name="units"/> ÷ 10^<paramref name="digits"/> with at least <paramref name="shown"/> decimals; returns the bytes written.</summary>
    public static int Write(Span<byte> target, long units, int digits, int shown)
    {
        var power = Power(digits);
        _ = Utf8Formatter.TryFormat(units / power, target, out var length);
        if (digits == 0 && shown == 0)
        {
            return length;
        }

        target[length++] = (byte)'.';
        var rest = units % power;
        for (var divisor = power / 10; divisor > 0; divisor /= 10)
        {
            target[length++] = (byte)('0' + (rest / divisor % 10));
        }

        for (var i = digits; i < shown; i++)
        {
            target[length++] = (byte)'0';
        }

        return length;
    }

    /// <summary>The same as text.</summary>
    public static string Text(long units, int digits, int shown)
    {
        Span<byte> buffer = stackalloc byte[48];
        return System.Text.Encoding.ASCII.GetString(buffer[..Write(buffer, units, digits, shown)]);
    }
}
