using System.Globalization;
using System.Text.Json;

namespace SqueezeFlow.Core.Signals.External;

/// <summary>Values of fields as a refusal repeats them.</summary>
internal static class FieldText
{
    private const int Longest = 80;

    /// <summary>A number as it is written in JSON.</summary>
    public static string Of(double value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whatever was sent, shortened; a text without its quotes.</summary>
    public static string Of(JsonElement value)
    {
        // A text may hold half of a character, which cannot be read as one.
        var raw = value.GetRawText();
        return Short(raw.Length > 2 && raw[0] == '"' ? raw[1..^1] : raw);
    }

    /// <summary>A text, shortened.</summary>
    public static string Short(string text) => text.Length <= Longest ? text : $"{text[..Longest]}…";
}
