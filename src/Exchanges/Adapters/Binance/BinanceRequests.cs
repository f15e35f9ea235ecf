using System.Buffers;
using System.Text.Json;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Binance;

/// <summary>Writes Binance's requests.</summary>
internal static class BinanceRequests
{
    /// <summary>A request that names streams, e.g. <c>{"method":"SUBSCRIBE","params":["btcusdt@trade"],"id":1}</c>.</summary>
    public static byte[] Write(
        string method, SubscriptionRequest request, Func<SubscriptionRequest, Instrument, IEnumerable<string>> streamsOf)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("method", method);
        json.WriteStartArray("params");
        foreach (var stream in request.Markets.SelectMany(market => streamsOf(request, market)))
        {
            json.WriteStringValue(stream);
        }

        json.WriteEndArray();
        json.WriteNumber("id", request.Id);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
