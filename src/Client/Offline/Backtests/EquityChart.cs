using System.Globalization;
using System.Text;
using SqueezeFlow.Core.Backtest;

namespace SqueezeFlow.Client.Offline.Backtests;

/// <summary>An equity curve as an inline drawing.</summary>
internal static class EquityChart
{
    private const double Width = 1000;
    private const double Height = 260;
    private const double Margin = 10;

    public static string Of(IReadOnlyList<EquityPoint> curve)
    {
        if (curve.Count < 2)
        {
            return "<p>Too few bars for a curve.</p>";
        }

        var low = curve.Min(point => point.EquityUsd);
        var high = curve.Max(point => point.EquityUsd);
        var span = high > low ? high - low : 1;
        double from = curve[0].BarOpenUnixMs, length = Math.Max(1, curve[^1].BarOpenUnixMs - from);
        var points = new StringBuilder();
        foreach (var point in curve)
        {
            var x = Margin + ((point.BarOpenUnixMs - from) / length * (Width - (2 * Margin)));
            var y = Height - Margin - ((point.EquityUsd - low) / span * (Height - (2 * Margin)));
            points.Append(CultureInfo.InvariantCulture, $"{x:F1},{y:F1} ");
        }

        return string.Create(CultureInfo.InvariantCulture, $"""
            <svg viewBox="0 0 {Width} {Height}" role="img" aria-label="Equity from {low:F0} to {high:F0} USD">
            <polyline fill="none" stroke="#2f6fed" stroke-width="2" points="{points}"/>
            <text x="{Margin}" y="22" font-size="14" fill="currentColor">{high:F2}</text>
            <text x="{Margin}" y="{Height - Margin - 4}" font-size="14" fill="currentColor">{low:F2}</text></svg>
            """);
    }
}
