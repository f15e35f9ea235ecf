using System.Text.Json;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Client.Offline.Vectors.Pipeline;

/// <summary>Orders of the strategy with the message each must become.</summary>
internal static class OrderToSignalSuite
{
    /// <summary>What one order gives otherwise than recorded.</summary>
    public static IEnumerable<FieldMismatch> Compare(JsonElement vector)
    {
        using var message = JsonDocument.Parse(SignalMessage.Write(Map(vector)));
        var found = message.RootElement;
        foreach (var field in vector.GetProperty("expected_signal").EnumerateObject())
        {
            if (!found.TryGetProperty(field.Name, out var actual))
            {
                yield return new(field.Name, field.Value.GetRawText(), "nothing");
            }
            else if (Compare(field, actual) is { } mismatch)
            {
                yield return mismatch;
            }
        }
    }

    private static FieldMismatch? Compare(JsonProperty expected, JsonElement actual)
    {
        if (expected.Value.ValueKind != actual.ValueKind)
        {
            return new(expected.Name, expected.Value.GetRawText(), actual.GetRawText());
        }

        return actual.ValueKind == JsonValueKind.Number
            ? FieldMismatch.Number(expected.Name, expected.Value, actual.GetDouble())
            : FieldMismatch.Text(expected.Name, expected.Value, actual.GetString());
    }

    private static Signal Map(JsonElement vector)
    {
        var order = vector.GetProperty("order");
        var coin = vector.GetProperty("base_symbol").GetString()!;
        var price = order.GetProperty("price").GetDouble();
        var confidence = order.GetProperty("confidence").GetDouble();
        var reasoning = order.GetProperty("reasoning").GetString()!;
        if (order.GetProperty("signal_type").GetString() == "EXIT")
        {
            return SignalMapping.Close(coin, price, confidence, reasoning, 0);
        }

        var side = order.GetProperty("side").GetString() == "BUY" ? PositionSide.Long : PositionSide.Short;
        var score = vector.GetProperty("total_score");
        double? total = score.ValueKind == JsonValueKind.Number ? score.GetDouble() : null;
        return SignalMapping.Entry(coin, side, price, total, confidence, reasoning, 0);
    }
}
