using System.Globalization;
using SqueezeFlow.Core.Words;

namespace SqueezeFlow.Core.Signals.Explaining;

/// <summary>Numbers as traders read them.</summary>
internal static class TraderText
{
    /// <summary>A signed amount, e.g. <c>-$1.20M</c>.</summary>
    public static string Usd(double value) => UsdText.Signed(value) ?? "unknown";

    /// <summary>An amount whose sign says nothing, e.g. <c>$1.20M</c>.</summary>
    public static string Amount(double value) => UsdText.Short(value) ?? "unknown";

    /// <summary>A fraction as a signed percentage, e.g. <c>+1.26 %</c>.</summary>
    public static string Percent(double fraction) =>
        double.IsNaN(fraction) ? "unknown" : (fraction * 100).ToString("+0.##;-0.##;0", CultureInfo.InvariantCulture) + " %";

    /// <summary>A plain number with up to three decimals.</summary>
    public static string Plain(double value) =>
        double.IsNaN(value) ? "unknown" : value.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>A price with the places that it needs.</summary>
    public static string Price(double value) => PriceText.Of(value) ?? "unknown";
}
