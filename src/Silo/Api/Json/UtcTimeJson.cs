using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SqueezeFlow.Silo.Api.Json;

/// <summary>Times are UTC and say so with a <c>Z</c>, as in <c>2025-01-01T00:00:00.5Z</c>; zeros at the end of the fraction are left out.</summary>
internal sealed class UtcTimeJson : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
}
