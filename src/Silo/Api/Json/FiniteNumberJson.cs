using System.Text.Json;
using System.Text.Json.Serialization;

namespace SqueezeFlow.Silo.Api.Json;

/// <summary>Writes NaN and infinities, for which JSON has no number, as null.</summary>
internal sealed class FiniteNumberJson : JsonConverter<double>
{
    public override bool HandleNull => true;

    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

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
