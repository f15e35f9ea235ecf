using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SqueezeFlow.Client.Http;

/// <summary>Reads null, which JSON has in place of NaN, and numbers in quotes; writes null for what is no number.</summary>
internal sealed class DoubleJson : JsonConverter<double>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Null => double.NaN,
        JsonTokenType.String when double.TryParse(reader.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) => value,
        JsonTokenType.String => throw new JsonException($"expected a number, found '{reader.GetString()}'"),
        _ => reader.GetDouble(),
    };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
