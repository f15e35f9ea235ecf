using System.Text.Json;
using System.Text.Json.Serialization;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Silo.Api.Json;

/// <summary>A market id is its text, <c>EXCHANGE:symbol</c>.</summary>
internal sealed class MarketIdJson : JsonConverter<MarketId>
{
    public override MarketId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        MarketId.TryParse(reader.GetString(), out var market) ? market : throw new JsonException("expected a market id, EXCHANGE:symbol");

    public override void Write(Utf8JsonWriter writer, MarketId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
