using System.Globalization;

namespace SqueezeFlow.Core.Bars;

/// <summary>Length of a bar. Buckets start at multiples of it since 1970 UTC.</summary>
/// <param name="Milliseconds">Length in milliseconds; greater than zero.</param>
public readonly record struct Timeframe(long Milliseconds)
{
    /// <summary>One second, the base of all others.</summary>
    public static readonly Timeframe S1 = new(1_000);

    /// <summary>One minute.</summary>
    public static readonly Timeframe M1 = new(60_000);

    /// <summary>Five minutes, the strategy's default.</summary>
    public static readonly Timeframe M5 = new(300_000);

    /// <summary>Fifteen minutes.</summary>
    public static readonly Timeframe M15 = new(900_000);

    /// <summary>Thirty minutes.</summary>
    public static readonly Timeframe M30 = new(1_800_000);

    /// <summary>One hour.</summary>
    public static readonly Timeframe H1 = new(3_600_000);

    /// <summary>Four hours.</summary>
    public static readonly Timeframe H4 = new(14_400_000);

    /// <summary>One day.</summary>
    public static readonly Timeframe D1 = new(86_400_000);

    /// <summary>Timeframes that are folded on the fly and stored, shortest first, one second included.</summary>
    public static IReadOnlyList<Timeframe> Stored { get; } = [S1, M1, M5, M15, M30, H1, H4, D1];

    /// <summary>Open time of the bar that contains <paramref name="unixMs"/>.</summary>
    public long Floor(long unixMs) => unixMs - Mod(unixMs, Milliseconds);

    /// <summary>Reads <c>1s 5m 4h 1d</c>: a whole number and one of s, m, h, d.</summary>
    public static bool TryParse(string? text, out Timeframe timeframe)
    {
        timeframe = default;
        if (text is not { Length: >= 2 and <= 8 } ||
            !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var n) || n <= 0)
        {
            return false;
        }

        long unit = text[^1] switch { 's' => 1_000, 'm' => 60_000, 'h' => 3_600_000, 'd' => 86_400_000, _ => 0 };
        timeframe = new(n * unit);
        return unit > 0;
    }

    /// <summary>Reads <c>1s 5m 4h 1d</c>.</summary>
    /// <exception cref="FormatException">The text is not a whole number and one of s, m, h, d.</exception>
    public static Timeframe Parse(string text) =>
        TryParse(text, out var timeframe)
            ? timeframe
            : throw new FormatException($"'{text}' is not a timeframe: expected a number and s, m, h or d, e.g. 5m.");

    /// <summary>The shortest text, e.g. <c>5m</c>; 60m is <c>1h</c>.</summary>
    public override string ToString()
    {
        var (n, unit) = Milliseconds switch
        {
            var ms when ms % 86_400_000 == 0 => (ms / 86_400_000, 'd'),
            var ms when ms % 3_600_000 == 0 => (ms / 3_600_000, 'h'),
            var ms when ms % 60_000 == 0 => (ms / 60_000, 'm'),
            var ms => (ms / 1_000, 's'),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{n}{unit}");
    }

    private static long Mod(long value, long modulus)
    {
        var rest = value % modulus;
        return rest < 0 ? rest + modulus : rest;
    }
}
