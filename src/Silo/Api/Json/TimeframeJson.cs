using System.Text.Json;
using System.Text.Json.Serialization;
using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Silo.Api.Json;

/// <summary>A timeframe is its text, e.g. <c>5m</c>.</summary>
internal sealed class TimeframeJson : JsonConverter<Timeframe>
{
    public override Timeframe Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Timeframe.TryParse(reader.GetString(), out var timeframe) ? timeframe : throw new JsonException("expected a timeframe, e.g. 5m");

    public override void Write(Utf8JsonWriter writer, Timeframe value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
