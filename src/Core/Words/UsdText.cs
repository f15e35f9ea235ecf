using System.Globalization;

namespace SqueezeFlow.Core.Words;

/// <summary>USD as people read it, the same in every command, log line and explanation.</summary>
public static class UsdText
{
    /// <summary>Shortened to three or four figures: <c>$1.23M</c>, <c>-$45.6k</c>, <c>$12.34</c>; null when it is no finite number.</summary>
    public static string? Short(double usd)
    {
        if (!double.IsFinite(usd))
        {
            return null;
        }

        var size = Math.Abs(usd);
        var (divisor, unit) = size switch
        {
            >= 999.5e9 => (1e12, "T"),
            >= 999.5e6 => (1e9, "B"),
            >= 999.5e3 => (1e6, "M"),
            >= 999.5 => (1e3, "k"),
            _ => (1d, string.Empty),
        };
        var scaled = size / divisor;
        var text = scaled.ToString(scaled >= 100 && unit.Length > 0 ? "0" : scaled >= 10 && unit.Length > 0 ? "0.0" : "0.00", CultureInfo.InvariantCulture);
        return (usd < 0 ? "-$" : "$") + text + unit;
    }

    /// <summary>Shortened, with a sign: <c>+$1.23M</c>; null when it is no finite number.</summary>
    public static string? Signed(double usd) => usd > 0 ? "+" + Short(usd) : Short(usd);

    /// <summary>To the cent: <c>$10,250.55</c>, <c>-$3.20</c>.</summary>
    public static string Exact(decimal usd) => (usd < 0 ? "-$" : "$") + Math.Abs(usd).ToString("N2", CultureInfo.InvariantCulture);
}
