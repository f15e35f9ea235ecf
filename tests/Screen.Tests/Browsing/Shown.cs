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
        (value < 1 ? Math.Min(Math.Round(value * 1_000) / 10, 99.9).ToString("F1", CultureInfo.InvariantCulture) : "100") + "\u202f%";

    /// <summary>Whether a text is a number to as many digits as it shows.</summary>
    public static bool IsAsShown(string text, double value)
    {
        var digits = text.Contains('.', StringComparison.Ordinal) ? text.Length - text.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
        return double.TryParse(text.Replace('\u2212', '-'), NumberStyles.Number, CultureInfo.InvariantCulture, out var shown) && Math.Abs(shown - value) <= (0.5000001 * Math.Pow(10, -digits));
    }
}
