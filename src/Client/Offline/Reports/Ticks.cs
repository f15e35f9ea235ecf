using System.Globalization;

namespace SqueezeFlow.Client.Offline.Reports;

/// <summary>Round places on an axis.</summary>
internal static class Ticks
{
    private const long HourMs = 3_600_000;
    private const long DayMs = 24 * HourMs;
    private const int Most = 7;
    private const int MostValues = 8;

    private static readonly long[] TimeSteps =
    [
        1_000, 5_000, 15_000, 60_000, 300_000, 900_000, HourMs / 2, HourMs, 2 * HourMs, 4 * HourMs, 6 * HourMs, 12 * HourMs, DayMs, 2 * DayMs, 7 * DayMs, 14 * DayMs,
    ];

    private static readonly int[] MonthSteps = [1, 2, 3, 6];

    /// <summary>Values 1, 2 or 5 times a power of ten apart, from the first inside a range to the last, and the places after the point that they need.</summary>
    public static (IReadOnlyList<double> Values, int Places) OfValues(double low, double high)
    {
        if (high <= low)
        {
            return ([low], 2);
        }

        var rough = (high - low) / MostValues;
        var power = (int)Math.Floor(Math.Log10(rough));
        var multiple = (rough / Math.Pow(10, power)) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
        var step = multiple * Math.Pow(10, power);
        var values = new List<double>();
        for (var n = Math.Ceiling(low / step); n * step <= high; n++)
        {
            values.Add(n * step);
        }

        return (values, Math.Clamp(multiple == 10 ? -power - 1 : -power, 0, 12));
    }

    /// <summary>Round times inside a range with their texts: full minutes, hours and days, or first days of months. The dates of hours stand at midnight.</summary>
    public static IReadOnlyList<(long UnixMs, string Text)> OfTimes(long from, long to)
    {
        var step = TimeSteps.FirstOrDefault(step => (to - from) / step <= Most);
        return step == 0 ? Months(from, to) : [.. Steps(from, to, step).Select(at => (at, Text(at, step)))];
    }

    private static IEnumerable<long> Steps(long from, long to, long step)
    {
        for (var at = (from + step - 1) / step * step; at <= to; at += step)
        {
            yield return at;
        }
    }

    private static List<(long UnixMs, string Text)> Months(long from, long to)
    {
        var months = (int)((to - from) / (30 * DayMs));
        var step = MonthSteps.FirstOrDefault(step => months / step <= Most, 12 * Math.Max(1, months / (12 * Most)));
        var first = DateTimeOffset.FromUnixTimeMilliseconds(from).UtcDateTime;
        var ticks = new List<(long, string)>();
        for (var month = new DateTime(first.Year, 1, 1, 0, 0, 0, DateTimeKind.Utc); ; month = month.AddMonths(step))
        {
            var at = new DateTimeOffset(month).ToUnixTimeMilliseconds();
            if (at > to)
            {
                return ticks;
            }

            if (at >= from)
            {
                ticks.Add((at, month.ToString("yyyy-MM", CultureInfo.InvariantCulture)));
            }
        }
    }

    private static string Text(long at, long step)
    {
        var time = DateTimeOffset.FromUnixTimeMilliseconds(at).UtcDateTime;
        return time.ToString(step >= DayMs || time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : step < 60_000 ? "HH:mm:ss" : "HH:mm", CultureInfo.InvariantCulture);
    }
}
