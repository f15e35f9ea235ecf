using System.Globalization;

namespace SqueezeFlow.Core.Bars;

/// <summary>
/// Length of a bar. Buckets are counted from midnight UTC, so that every day begins with one: where the length does not divide a day,
/// the last bucket of the day is cut at midnight. Whole days are counted since 1970.
/// </summary>
/// <param name="Milliseconds">Length in milliseconds; greater than zero.</param>
public readonly record struct Timeframe(long Milliseconds)
{
    private const long DayMs = 86_400_000;

    /// <summary>One second, the base of all others.</summary>
    public static readonly Timeframe S1 = new(1_000);

    /// <summary>Ten seconds, what chart clients ask for.</summary>
    public static readonly Timeframe S10 = new(10_000);

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
    public static IReadOnlyList<Timeframe> Stored { get; } = [S1, S10, M1, M5, M15, M30, H1, H4, D1];

    /// <summary>Whether every day begins with a bucket: the length is at most a day, or whole days.</summary>
    public bool FitsDays => Milliseconds > 0 && (Milliseconds <= DayMs || Milliseconds % DayMs == 0);

    // Longer than a day there is nothing to cut at: such buckets are counted since 1970.
    private bool IsCutAtMidnight => Milliseconds < DayMs && DayMs % Milliseconds != 0;

    private long BucketsOfDay => (DayMs + Milliseconds - 1) / Milliseconds;

    /// <summary>Open time of the bar that contains <paramref name="unixMs"/>.</summary>
    public long Floor(long unixMs) => IsCutAtMidnight
        ? unixMs - (Mod(unixMs, DayMs) % Milliseconds)
        : unixMs - Mod(unixMs, Milliseconds);

    /// <summary>End of the bar that opens at <paramref name="openUnixMs"/>, exclusive: where the next one opens.</summary>
    public long Close(long openUnixMs) => IsCutAtMidnight
        ? Math.Min(openUnixMs + Milliseconds, Midnight(openUnixMs) + DayMs)
        : openUnixMs + Milliseconds;

    /// <summary>Open time of the first bar that opens at <paramref name="unixMs"/> or later.</summary>
    public long Ceiling(long unixMs)
    {
        var floor = Floor(unixMs);
        return floor == unixMs ? unixMs : Close(floor);
    }

    /// <summary>Open time of the bar that lies <paramref name="bars"/> before the one that contains <paramref name="unixMs"/>.</summary>
    public long Back(long unixMs, long bars)
    {
        var open = Floor(unixMs);
        if (!IsCutAtMidnight)
        {
            return open - (bars * Milliseconds);
        }

        var index = ((open - Midnight(open)) / Milliseconds) - bars;
        var rest = Mod(index, BucketsOfDay);
        return Midnight(open) + ((index - rest) / BucketsOfDay * DayMs) + (rest * Milliseconds);
    }

    /// <summary>Bars from one open time to another.</summary>
    public long Between(long openUnixMs, long laterOpenUnixMs)
    {
        if (!IsCutAtMidnight)
        {
            return (laterOpenUnixMs - openUnixMs) / Milliseconds;
        }

        var (day, laterDay) = (Midnight(openUnixMs), Midnight(laterOpenUnixMs));
        return ((laterDay - day) / DayMs * BucketsOfDay) + ((laterOpenUnixMs - laterDay) / Milliseconds) - ((openUnixMs - day) / Milliseconds);
    }

    /// <summary>How many bars open in <c>[from, to)</c>.</summary>
    public long Count(long fromUnixMs, long toUnixMs) => Math.Max(0, Between(Ceiling(fromUnixMs), Ceiling(toUnixMs)));

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

    private static long Midnight(long unixMs) => unixMs - Mod(unixMs, DayMs);

    private static long Mod(long value, long modulus)
    {
        var rest = value % modulus;
        return rest < 0 ? rest + modulus : rest;
    }
}
