using System.Globalization;

namespace SqueezeFlow.Core.Signals.Explaining;

/// <summary>Numbers as traders read them.</summary>
internal static class TraderText
{
    /// <summary>A signed amount, e.g. <c>-1.2M USD</c>.</summary>
    public static string Usd(double value) => Signed(value) + " USD";

    /// <summary>A signed amount without its unit, e.g. <c>+0.45M</c>.</summary>
    public static string Signed(double value)
    {
        if (double.IsNaN(value))
        {
            return "unknown";
        }

        var (scaled, suffix) = Math.Abs(value) switch
        {
            >= 1e9 => (value / 1e9, "B"),
            >= 1e5 => (value / 1e6, "M"),
            >= 1e3 => (value / 1e3, "k"),
            _ => (value, ""),
        };
        return scaled.ToString("+0.###;-0.###;0", CultureInfo.InvariantCulture) + suffix;
    }

    /// <summary>A fraction as a signed percentage, e.g. <c>+1.26 %</c>.</summary>
    public static string Percent(double fraction) =>
        double.IsNaN(fraction) ? "unknown" : (fraction * 100).ToString("+0.##;-0.##;0", CultureInfo.InvariantCulture) + " %";

    /// <summary>A plain number with up to three decimals.</summary>
    public static string Plain(double value) =>
        double.IsNaN(value) ? "unknown" : value.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>A price with the digits that it needs.</summary>
    public static string Price(double value) =>
        double.IsNaN(value) ? "unknown" : value.ToString("G9", CultureInfo.InvariantCulture);
}
