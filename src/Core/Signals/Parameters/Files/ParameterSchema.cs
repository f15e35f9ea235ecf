using System.Text.Json;

namespace SqueezeFlow.Core.Signals.Parameters.Files;

/// <summary>The JSON schema of files of parameters, for editors: names, ranges, defaults and meanings.</summary>
public static class ParameterSchema
{
    /// <summary>The schema as the text of a file.</summary>
    public static string Text => ParameterText.Write(Write);

    private static void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString(ParameterText.Schema, "http://json-schema.org/draft-07/schema#");
        json.WriteString("title", "Parameters of the SqueezeFlow strategy");
        json.WriteString("description", "What is not given is that of the profile. Look-backs count bars of the timeframe that is evaluated.");
        json.WriteBoolean("allowComments", true);
        json.WriteBoolean("allowTrailingCommas", true);
        BeginObject(json);
        WriteText(json, ParameterText.Schema, "Where this schema is.");
        WriteProfile(json);
        foreach (var (group, meaning) in ParameterCatalog.Groups)
        {
            json.WriteStartObject(group);
            json.WriteString("description", meaning);
            BeginObject(json);
            foreach (var field in ParameterCatalog.All.Where(field => field.Group == group))
            {
                WriteField(json, field);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void BeginObject(Utf8JsonWriter json)
    {
        json.WriteString("type", "object");
        json.WriteBoolean("additionalProperties", false);
        json.WriteStartObject("properties");
    }

    private static void WriteText(Utf8JsonWriter json, string name, string description)
    {
        json.WriteStartObject(name);
        json.WriteString("type", "string");
        json.WriteString("description", description);
        json.WriteEndObject();
    }

    private static void WriteProfile(Utf8JsonWriter json)
    {
        json.WriteStartObject(ParameterText.Profile);
        json.WriteString("description", "Which reading of the formulas the values are put into, and the values that are not given.");
        json.WriteStartArray("enum");
        foreach (var name in Enum.GetNames<StrategyProfile>())
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WriteString("default", StrategyParameters.Corrected.Profile.ToString());
        json.WriteEndObject();
    }

    private static void WriteField(Utf8JsonWriter json, ParameterField field)
    {
        var (corrected, original) = (field.Of(StrategyParameters.Corrected), field.Of(StrategyParameters.Original));
        var usual = corrected.Equals(original) ? "" : $" Original: {ParameterCheck.Text(original)}.";
        var limit = field.NotAbove is { } other ? $" Not above {other}." : "";
        json.WriteStartObject(field.Key);
        json.WriteString("description", $"{field.Meaning} Unit: {field.Unit}.{limit}{usual}");
        json.WriteString("type", field.IsWhole ? "integer" : "number");
        ParameterText.WriteNumber(json, "minimum", field.Minimum);
        ParameterText.WriteNumber(json, "maximum", field.Maximum);
        ParameterText.WriteNumber(json, "default", corrected);
        json.WriteEndObject();
    }
}
