using System.Globalization;

namespace SqueezeFlow.Screen.Tests.Browsing;

/// <summary>Numbers as the screen is to write them.</summary>
internal static class Shown
{
    /// <summary>USD: three significant digits with k, M, B, a true minus, and a plus where asked for.</summary>
    public static string Amount(double value, bool isSigned = true)
    {
        var size = Math.Abs(value);
        if (size < 0.005)
        {
            return "0";
        }

        var rounded = double.Parse(size.ToString("E2", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var (unit, name) = rounded switch { >= 1e12 => (1e12, "\u202fT"), >= 1e9 => (1e9, "\u202fB"), >= 1e6 => (1e6, "\u202fM"), >= 1e3 => (1e3, "\u202fk"), _ => (1, "") };
        var scaled = rounded / unit;
        return $"{(value < 0 ? "\u2212" : isSigned ? "+" : "")}{scaled.ToString(scaled >= 100 ? "F0" : scaled >= 10 ? "F1" : "F2", CultureInfo.InvariantCulture)}{name}";
    }

    /// <summary>A share of 1 as a percentage; what is not whole never reads 100 %.</summary>
    public static string Share(double value) =>
        (value < 1 ? Math.Min(Math.Floor((value * 100 * 10) + 0.5) / 10, 99.9).ToString("F1", CultureInfo.InvariantCulture) : "100") + "\u202f%";

    /// <summary>With grouping, a true minus, and so many digits after the point.</summary>
    public static string Fixed(double value, int digits = 0, bool isSigned = false)
    {
        // A browser rounds the shortest digits that tell the number, away from zero in the middle; a cast would round to fifteen before.
        var told = decimal.Parse(Math.Abs(value).ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
        var text = Math.Round(told, digits, MidpointRounding.AwayFromZero).ToString($"N{digits}", CultureInfo.InvariantCulture);
        return (double.Parse(text, CultureInfo.InvariantCulture) == 0 ? "" : value < 0 ? "\u2212" : isSigned ? "+" : "") + text;
    }

    /// <summary>A percentage with its sign.</summary>
    public static string Percent(double value, int digits = 2) => Fixed(value, digits, isSigned: true) + "\u202f%";

    /// <summary>How long, below an hour.</summary>
    public static string Span(double ms)
    {
        var seconds = Math.Floor((ms / 1_000) + 0.5);
        return ms < 1_000 ? $"{Math.Floor(ms + 0.5)} ms"
            : ms < 59_950 ? $"{Fixed(ms / 1_000, ms < 9_950 ? 1 : 0)} s"
            : seconds % 60 == 0 ? $"{seconds / 60} min" : $"{Math.Floor(seconds / 60)} min {seconds % 60} s";
    }

    /// <summary>Day and time in UTC.</summary>
    public static string Moment(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString("d MMM HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Whether a text is a number to as many digits as it shows.</summary>
    public static bool IsAsShown(string text, double value)
    {
        var digits = text.Contains('.', StringComparison.Ordinal) ? text.Length - text.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
        return double.TryParse(text.Replace('\u2212', '-'), NumberStyles.Number, CultureInfo.InvariantCulture, out var shown) && Math.Abs(shown - value) <= (0.5000001 * Math.Pow(10, -digits));
    }
}
