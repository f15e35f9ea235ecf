using System.Text.Json;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Messages;

namespace SqueezeFlow.Core.Tests.Signals;

public sealed class SignalMessageTests
{
    private const long Close = 1_735_689_900_000;

    [Fact]
    public void Times_are_utc_with_a_z()
    {
        var at = new DateTimeOffset(2025, 1, 1, 2, 5, 0, 120, TimeSpan.FromHours(2));

        var message = SignalMessage.Write(Entry(), at);

        Assert.Contains("\"timestamp\":\"2025-01-01T00:05:00.120Z\"", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_programs_know_the_pair_as_symbol()
    {
        using var message = JsonDocument.Parse(SignalMessage.Write(Entry()));
        using var answer = JsonDocument.Parse(JsonSerializer.Serialize(Entry(), JsonSerializerOptions.Web));

        Assert.Equal(Entry().Pair, message.RootElement.GetProperty("symbol").GetString());
        Assert.Equal(Entry().Pair, answer.RootElement.GetProperty("symbol").GetString());
        Assert.False(answer.RootElement.TryGetProperty("pair", out _));
        Assert.Equal(Entry(), JsonSerializer.Deserialize<Signal>(answer, JsonSerializerOptions.Web));
    }

    [Fact]
    public void What_is_not_known_is_left_out()
    {
        using var message = JsonDocument.Parse(SignalMessage.Write(Entry() with { SpotCvd = double.NaN, PerpCvd = double.PositiveInfinity }));

        Assert.False(message.RootElement.TryGetProperty("spot_cvd", out _));
        Assert.False(message.RootElement.TryGetProperty("futures_cvd", out _));
    }

    [Fact]
    public void What_was_written_is_read_back()
    {
        var signal = Entry() with { SpotCvd = -1.5e6, PerpCvd = 2.25e6, ResetLow = 63_000.5, ResetHigh = 65_000, ParametersHash = "3558a7131b80" };

        using var message = JsonDocument.Parse(SignalMessage.Write(signal));

        Assert.Equal(signal, SignalMessage.Read(message.RootElement));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("alts")]
    public void An_account_besides_main_is_named(string? account)
    {
        var signal = Entry() with { Account = account };

        using var message = JsonDocument.Parse(SignalMessage.Write(signal));

        Assert.Equal(account, message.RootElement.TryGetProperty("account", out var named) ? named.GetString() : null);
        Assert.Equal(signal, SignalMessage.Read(message.RootElement));
    }

    [Fact]
    public void The_parameters_that_decided_are_named_where_they_are_known()
    {
        using var strategys = JsonDocument.Parse(SignalMessage.Write(Entry() with { ParametersHash = "3558a7131b80" }));
        using var others = JsonDocument.Parse(SignalMessage.Write(Entry()));

        Assert.Equal("3558a7131b80", strategys.RootElement.GetProperty("parameters_hash").GetString());
        Assert.False(others.RootElement.TryGetProperty("parameters_hash", out _));
    }

    [Fact]
    public void A_close_names_its_position()
    {
        var signal = SignalMapping.Close("BTC", 64_000, 1, "reversal", Close, "p1", "7");

        using var message = JsonDocument.Parse(SignalMessage.Write(signal));

        Assert.Equal(("p1", "7"), (message.RootElement.GetProperty("position_id").GetString(), message.RootElement.GetProperty("trade_id").GetString()));
        Assert.Equal(signal, SignalMessage.Read(message.RootElement));
    }

    [Fact]
    public void A_foreign_message_is_dated_by_its_timestamp_as_utc()
    {
        using var message = JsonDocument.Parse(
            """
            {"signal_id":"08ceac39-2904-4def-8f84-b683a749f9c5","timestamp":"2025-01-01T00:05:00","symbol":"1000PEPEUSDT","action":"SHORT",
             "score":7.5,"position_size_factor":1.0,"leverage":3,"entry_price":0.02,"ttl":600,"unknown":[1]}
            """);

        var signal = SignalMessage.Read(message.RootElement);

        Assert.Equal(("08ceac39-2904-4def-8f84-b683a749f9c5", Close, "PEPE"), (signal.Id, signal.BarCloseUnixMs, signal.BaseSymbol));
    }

    [Fact]
    public void A_message_without_a_score_is_refused_by_name()
    {
        using var message = JsonDocument.Parse("""{"signal_id":"a","timestamp":"2025-01-01T00:05:00Z","symbol":"BTCUSDT","action":"LONG"}""");

        var error = Assert.Throws<FormatException>(() => SignalMessage.Read(message.RootElement));

        Assert.Contains("'score'", error.Message, StringComparison.Ordinal);
    }

    private static Signal Entry() => SignalMapping.Entry("BTC", PositionSide.Long, 64_210.5, 7.44, 0.75, "deceleration 2.1 > 1", Close);
}
