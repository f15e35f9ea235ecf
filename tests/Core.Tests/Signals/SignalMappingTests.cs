using System.Text.Json;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Messages;

namespace SqueezeFlow.Core.Tests.Signals;

public sealed class SignalMappingTests
{
    [Theory]
    [InlineData(10.4, 1.5, 5)]
    [InlineData(8.0, 1.5, 5)]
    [InlineData(7.99, 1.0, 3)]
    [InlineData(6.0, 1.0, 3)]
    [InlineData(5.99, 0.5, 2)]
    public void A_score_sets_size_and_leverage(double score, double factor, int leverage)
    {
        var signal = SignalMapping.Entry("BTC", PositionSide.Long, 100, score, 0.75, "why", 1_735_689_900_000);

        Assert.Equal((factor, leverage), (signal.PositionSizeFactor, signal.Leverage));
    }

    [Fact]
    public void An_entry_without_a_score_is_told_as_five()
    {
        var signal = SignalMapping.Entry("BTC", PositionSide.Short, 100, null, 0.75, "why", 1_735_689_900_000);

        Assert.Equal((SignalAction.Short, 5d, 0.5, 2), (signal.Action, signal.Score, signal.PositionSizeFactor, signal.Leverage));
    }

    [Fact]
    public void The_same_decision_has_the_same_id()
    {
        var signal = SignalMapping.Close("BTC", 100, 1, "why", 1_735_689_900_000, "p1", "7");

        Assert.Equal("sqz-BTCUSDT-1735689900000-C", signal.Id);
    }

    [Fact]
    public void Recorded_orders_become_the_recorded_signals()
    {
        foreach (var vector in PipelineVectors.Read("order_to_signal"))
        {
            var signal = Map(vector);

            using var message = JsonDocument.Parse(SignalMessage.Write(signal));
            foreach (var field in vector.GetProperty("expected_signal").EnumerateObject())
            {
                Assert.True(
                    JsonElement.DeepEquals(field.Value, message.RootElement.GetProperty(field.Name)),
                    $"{field.Name}: expected {field.Value}, found {message.RootElement.GetProperty(field.Name)}");
            }
        }
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
        return SignalMapping.Entry(coin, side, price, vector.GetProperty("total_score").GetDouble(), confidence, reasoning, 0);
    }
}
