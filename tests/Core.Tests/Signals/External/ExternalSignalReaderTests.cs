using System.Text.Json;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.External;

namespace SqueezeFlow.Core.Tests.Signals.External;

public sealed class ExternalSignalReaderTests
{
    [Fact]
    public void Every_field_is_read()
    {
        var signal = Read("""
            {"id":"a:1","source":"alerts","symbol":" btc ","action":"Long","price":100.5,"size":1.5,"leverage":4,"stop":99,"score":7,"reason":"why","time":"2025-01-01T00:00:01.5Z","position":null}
            """);

        Assert.Equal(
            new ExternalSignal
            {
                Id = "a:1",
                Source = "alerts",
                Symbol = "BTC",
                Action = SignalAction.Long,
                Price = 100.5,
                Size = 1.5,
                Leverage = 4,
                Stop = 99,
                Score = 7,
                Reason = "why",
                AtUnixMs = 1_735_689_601_500,
            },
            signal);
    }

    [Fact]
    public void What_may_be_left_out_follows_from_the_score_or_is_not_there()
    {
        var sent = Read("""{"id":"1","symbol":"BTC","action":"short"}""");
        var entry = ExternalSignals.Entry(sent, 5, 100);
        var scored = ExternalSignals.Entry(sent with { Score = 8 }, 5, 100);

        Assert.Equal(("external", 5d, 0.5, 2), (entry.Source, entry.Score, entry.PositionSizeFactor, entry.Leverage));
        Assert.Equal((1.5, 5), (scored.PositionSizeFactor, scored.Leverage));
        Assert.Equal((null, null), (entry.ResetLow, entry.ResetHigh));
        Assert.Equal("sent by external as 1", entry.Reasoning);
    }

    [Theory]
    [InlineData(SignalAction.Long, 99d, 99d, null)]
    [InlineData(SignalAction.Short, 101d, null, 101d)]
    public void A_stop_is_the_level_that_the_position_is_left_at(SignalAction action, double stop, double? low, double? high)
    {
        var entry = ExternalSignals.Entry(new() { Id = "1", Symbol = "BTC", Action = action, Stop = stop }, 5, 100);

        Assert.Equal((low, high), (entry.ResetLow, entry.ResetHigh));
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        var faults = Faults("""
            {"id":"","source":"a b","action":"long","price":"100","size":3,"leverage":2.5,"stop":-1,"score":11,"reason":"two\nlines","time":"yesterday","colour":"red"}
            """);

        Assert.Equal(
            ["colour", "id", "leverage", "price", "reason", "score", "size", "source", "stop", "symbol", "time"], faults.Select(fault => fault.Field).Order(StringComparer.Ordinal));
        Assert.All(faults, fault => Assert.NotEmpty(fault.Fix));
    }

    public static TheoryData<string, string, string?> Wrong => new()
    {
        { "[]", "body", "[]" },
        { "null", "body", "null" },
        { """{"symbol":"BTC","action":"long"}""", "id", null },
        { """{"id":null,"symbol":"BTC","action":"long"}""", "id", null },
        { """{"id":7,"symbol":"BTC","action":"long"}""", "id", "7" },
        { """{"id":"1","symbol":"BTC"}""", "action", null },
        { """{"id":"1","symbol":"BTC","action":"buy"}""", "action", "buy" },
        { """{"id":"1","symbol":"B:C","action":"long"}""", "symbol", "B:C" },
        { """{"id":"1","action":"long"}""", "symbol", null },
        { """{"id":"1","action":"close"}""", "symbol", null },
        { """{"id":"1","symbol":"BTC","action":"close","price":1}""", "price", "1" },
        { """{"id":"1","symbol":"BTC","action":"long","position":"3"}""", "position", "3" },
        { """{"id":"1","symbol":"BTC","action":"long","price":100,"stop":100}""", "stop", "100" },
        { """{"id":"1","symbol":"BTC","action":"short","price":100,"stop":99}""", "stop", "99" },
        { """{"id":"1","symbol":"BTC","action":"long","price":1e400}""", "price", "1e400" },
        { """{"id":"1","symbol":"BTC","action":"long","action":"short"}""", "action", "short" },
        { """{"id":"1","symbol":"BTC","action":"long","reason":"\ud800"}""", "reason", "\\ud800" },
        { """{"id":"1","symbol":"BTC","action":"long","time":1e3}""", "time", "1e3" },
        { """{"id":"1","symbol":"BTC","action":"long","Price":1}""", "Price", null },
        { """{"id":"1","symbol":"BTC","action":"long","secret":"s"}""", "secret", null },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_field_that_will_not_do_is_named_with_its_value(string json, string field, string? value)
    {
        var fault = Assert.Single(Faults(json));

        Assert.Equal((field, value), (fault.Field, fault.Value));
    }

    [Fact]
    public void A_field_that_is_not_known_is_told_with_the_nearest_and_without_its_value()
    {
        var fault = Assert.Single(Faults("""{"id":"1","symbol":"BTC","action":"long","leverege":"top secret"}"""));

        Assert.Equal(("leverege", null, "no such field; the nearest is leverage"), (fault.Field, fault.Value, fault.Fix));
    }

    [Fact]
    public void Long_values_are_shortened()
    {
        var fault = Assert.Single(Faults($$"""{"id":"{{new string('x', 5_000)}}","symbol":"BTC","action":"long"}"""));

        Assert.True(fault.Value!.Length < 100, fault.Value);
    }

    [Fact]
    public void Whatever_is_sent_gives_a_signal_in_range_or_faults_and_never_an_exception()
    {
        string[] names = ["id", "source", "symbol", "action", "position", "price", "size", "leverage", "stop", "score", "reason", "time", "secret", "", "\\ud800", "id"];
        string[] values =
        [
            "null", "true", "0", "-1", "1", "2.5", "1e308", "1e999", "-0", "100", "99999999999999999999", "\"\"", "\"long\"", "\"CLOSE\"", "\"BTC\"", "\"\\ud800\"",
            "\"\\u0000\"", "\"2025-01-01\"", "\"0001-01-01T00:00:00+14:00\"", "[]", "{}", "[[[]]]", "\"ï»¿\"", "\"a:b\"",
        ];
        var random = new Random(20_250_101);
        var good = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var fields = Enumerable.Range(0, random.Next(names.Length)).Select(_ => $"\"{names[random.Next(names.Length)]}\":{values[random.Next(values.Length)]}");
            var start = random.Next(3) == 0 ? "\"id\":\"1\",\"symbol\":\"BTC\",\"action\":\"long\"" : null;
            using var body = JsonDocument.Parse($"{{{string.Join(',', start is null ? fields : fields.Take(1).Prepend(start))}}}");
            var (signal, faults) = ExternalSignalReader.Read(body.RootElement, mayHoldSecret: random.Next(2) == 0);

            Assert.True(signal is null == faults.Count > 0, body.RootElement.GetRawText());
            if (signal is { Action: not SignalAction.Close })
            {
                good++;
                var entry = ExternalSignals.Entry(signal, 1, signal.Price ?? 50);
                Assert.InRange(entry.PositionSizeFactor, 0.1, 2);
                Assert.InRange(entry.Leverage, 1, 10);
                Assert.InRange(entry.Score, 0, 10);
            }
        }

        Assert.True(good > 100, $"{good} signals");
    }

    private static ExternalSignal Read(string json)
    {
        using var body = JsonDocument.Parse(json);
        var (signal, faults) = ExternalSignalReader.Read(body.RootElement);
        Assert.Empty(faults);
        return signal!;
    }

    private static IReadOnlyList<FieldFault> Faults(string json)
    {
        using var body = JsonDocument.Parse(json);
        var (signal, faults) = ExternalSignalReader.Read(body.RootElement);
        Assert.Null(signal);
        return faults;
    }
}
