using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SqueezeFlow.Storage.Influx.Protocol;

/// <summary>Parts of an InfluxQL statement. Whatever a name holds, it stays a name.</summary>
internal static partial class InfluxQl
{
    // A thousand years: beyond it nobody means a number.
    private const double MostMs = 1_000 * 365.25 * 86_400_000;

    private static readonly (string Unit, long Ms)[] Units = [("w", 604_800_000), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1)];

    /// <summary>A name of a database, policy, measurement, tag or field, in double quotes.</summary>
    public static string Name(string name) => Quote(name, '"');

    /// <summary>A text to compare with, in single quotes.</summary>
    public static string Text(string text) => Quote(text, '\'');

    /// <summary>A time.</summary>
    /// <param name="unixMs">Milliseconds since 1970 UTC.</param>
    public static string Time(long unixMs) => string.Create(CultureInfo.InvariantCulture, $"{unixMs}ms");

    /// <summary>A duration in the largest unit that holds it exactly, as the server writes it in statements.</summary>
    public static string Duration(TimeSpan duration)
    {
        var ms = (long)duration.TotalMilliseconds;
        var (unit, length) = Units.First(one => ms % one.Ms == 0);
        return string.Create(CultureInfo.InvariantCulture, $"{ms / length}{unit}");
    }

    /// <summary>Reads a duration as it is written in statements and as the server answers it: <c>7d</c>, <c>168h0m0s</c>; zero for <c>INF</c>, and for <c>0s</c>, which means the same.</summary>
    public static bool TryParseDuration(string text, out TimeSpan duration)
    {
        duration = default;
        if (text.Equals("INF", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var parts = DurationPart().Matches(text);
        if (text.Length == 0 || parts.Sum(part => part.Length) != text.Length)
        {
            return false;
        }

        var ms = parts.Sum(part => double.Parse(part.Groups[1].ValueSpan, CultureInfo.InvariantCulture) * Units.First(one => one.Unit == part.Groups[2].Value).Ms);
        duration = ms < MostMs ? TimeSpan.FromMilliseconds(ms) : default;
        return ms < MostMs;
    }

    // Two letters first: an m is no ms.
    [GeneratedRegex("([0-9]{1,15})(ms|w|d|h|m|s)")]
    private static partial Regex DurationPart();

    private static string Quote(string text, char quote)
    {
        var quoted = new StringBuilder(text.Length + 2).Append(quote);
        foreach (var c in text)
        {
            _ = c switch
            {
                '\n' => quoted.Append("\\n"),
                '\\' => quoted.Append("\\\\"),
                _ when c == quote => quoted.Append('\\').Append(c),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append(quote).ToString();
    }
}
