using System.Buffers;
using System.Text;
using System.Text.Json;

namespace SqueezeFlow.Core.Signals.Parameters.Files;

/// <summary>Parameters as the text of a file.</summary>
public static class ParameterText
{
    /// <summary>Name of the profile in files.</summary>
    internal const string Profile = "profile";

    /// <summary>Name of the schema in files; editors read it, nobody else.</summary>
    internal const string Schema = "$schema";

    /// <summary>A file with the profile and every value, which <see cref="ParameterReader"/> reads back.</summary>
    public static string Of(StrategyParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return Write(json => Write(json, parameters, ParameterCatalog.All));
    }

    /// <summary>A file with the profile and the values that differ from the profile's own.</summary>
    public static string ChangesOf(StrategyParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var own = StrategyParameters.Of(parameters.Profile);
        return Write(json => Write(json, parameters, [.. ParameterCatalog.All.Where(field => !field.Of(parameters).Equals(field.Of(own)))]));
    }

    /// <summary>Readable JSON that ends with a line feed.</summary>
    internal static string Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(8_192);
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(buffer, options))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    /// <summary>A number of a parameter, without a decimal point where only whole ones are allowed.</summary>
    internal static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(ParameterCheck.Text(value));
    }

    private static void Write(Utf8JsonWriter json, StrategyParameters parameters, IReadOnlyList<ParameterField> fields)
    {
        json.WriteStartObject();
        json.WriteString(Profile, parameters.Profile.ToString());
        foreach (var group in fields.GroupBy(field => field.Group))
        {
            json.WriteStartObject(group.Key);
            foreach (var field in group)
            {
                WriteNumber(json, field.Key, field.Of(parameters));
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
