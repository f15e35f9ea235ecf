using System.Text.Json;
using System.Text.Json.Serialization;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Client.Http;

/// <summary>Reads a market id as its text <c>EXCHANGE:symbol</c>, or as an object with both parts; writes the text.</summary>
internal sealed class MarketIdConverter : JsonConverter<MarketId>
{
    /// <inheritdoc/>
    public override MarketId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            var text = reader.GetString();
            return MarketId.TryParse(text, out var market) ? market : throw new JsonException($"expected a market id, found '{text}'");
        }

        var parts = JsonSerializer.Deserialize<Parts>(ref reader, options);
        return parts is { Exchange: { } exchange, Symbol: { } symbol }
            ? new(exchange, symbol)
            : throw new JsonException("expected a market id: a text or an object with exchange and symbol");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, MarketId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());

    private sealed record Parts(string? Exchange, string? Symbol);
}
