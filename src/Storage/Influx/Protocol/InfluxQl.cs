using System.Globalization;
using System.Text;

namespace SqueezeFlow.Storage.Influx.Protocol;

/// <summary>Parts of an InfluxQL statement. Whatever a name holds, it stays a name.</summary>
internal static class InfluxQl
{
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
        (long Ms, string Unit)[] units = [(604_800_000, "w"), (86_400_000, "d"), (3_600_000, "h"), (60_000, "m"), (1_000, "s"), (1, "ms")];
        var ms = (long)duration.TotalMilliseconds;
        var (length, unit) = units.First(one => ms % one.Ms == 0);
        return string.Create(CultureInfo.InvariantCulture, $"{ms / length}{unit}");
    }

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
