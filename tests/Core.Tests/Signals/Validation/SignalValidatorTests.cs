using System.Text.Json;
using System.Text.Json.Nodes;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Messages;
using SqueezeFlow.Core.Signals.Validation;

namespace SqueezeFlow.Core.Tests.Signals.Validation;

public sealed class SignalValidatorTests
{
    private static readonly DateTimeOffset Epoch = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("symbol", "\"btcusdt\"", "INVALID_SYMBOL_FORMAT")]
    [InlineData("symbol", "\"B\"", "INVALID_SYMBOL_LENGTH")]
    [InlineData("symbol", "7", "INVALID_SYMBOL_TYPE")]
    [InlineData("action", "\"BUY\"", "INVALID_ACTION")]
    [InlineData("score", "\"7\"", "INVALID_SCORE_TYPE")]
    [InlineData("score", "10.5", "INVALID_SCORE_RANGE")]
    [InlineData("score", "null", "NULL_FIELD")]
    [InlineData("position_size_factor", "[]", "INVALID_POSITION_SIZE_TYPE")]
    [InlineData("position_size_factor", "2.5", "INVALID_POSITION_SIZE_RANGE")]
    [InlineData("leverage", "3.0", "INVALID_LEVERAGE_TYPE")]
    [InlineData("leverage", "11", "INVALID_LEVERAGE_RANGE")]
    [InlineData("entry_price", "0", "INVALID_ENTRY_PRICE")]
    [InlineData("entry_price", "1e7", "INVALID_ENTRY_PRICE_RANGE")]
    [InlineData("ttl", "\"x\"", "INVALID_TTL")]
    [InlineData("ttl", "30", "INVALID_TTL_RANGE")]
    [InlineData("confidence", "\"x\"", "INVALID_CONFIDENCE_TYPE")]
    [InlineData("confidence", "1.5", "INVALID_CONFIDENCE_RANGE")]
    [InlineData("timestamp", "\"soon\"", "INVALID_TIMESTAMP")]
    public void A_wrong_field_is_named(string field, string json, string code)
    {
        var message = Message();
        message[field] = JsonNode.Parse(json);

        var check = Corrected().Check(Element(message), Epoch);

        Assert.Equal(SignalVerdict.Invalid, check.Verdict);
        Assert.Equal([code], check.Codes);
    }

    [Fact]
    public void What_is_no_object_is_invalid()
    {
        using var message = JsonDocument.Parse("[1]");

        var check = Corrected().Check(message.RootElement, Epoch);

        Assert.Equal(["INVALID_TYPE"], check.Codes);
    }

    [Fact]
    public void In_the_original_comparing_a_text_score_is_an_exception()
    {
        var message = Message();
        message["score"] = "x";

        var check = Original().Check(Element(message), Epoch);

        Assert.Equal(["VALIDATION_EXCEPTION"], check.Codes);
    }

    [Fact]
    public void In_the_original_a_wrong_type_that_is_never_compared_keeps_its_code()
    {
        var message = Message();
        message["leverage"] = "x";

        var check = Original().Check(Element(message), Epoch);

        Assert.Equal(["INVALID_LEVERAGE_TYPE"], check.Codes);
    }

    [Fact]
    public void An_oddity_rejects_in_the_original_and_warns_when_corrected()
    {
        var close = SignalMapping.Close("BTC", 64_000, 1, "why", Epoch.ToUnixTimeMilliseconds());

        var original = Original().Check(close, Epoch);
        var corrected = Corrected().Check(close, Epoch);

        Assert.Equal((SignalVerdict.Invalid, SignalVerdict.Valid), (original.Verdict, corrected.Verdict));
        Assert.Equal(["CONSERVATIVE_HIGH_SCORE"], corrected.Warnings);
    }

    [Theory]
    [InlineData(-6, SignalVerdict.Expired)]
    [InlineData(-5, SignalVerdict.Valid)]
    [InlineData(300, SignalVerdict.Valid)]
    [InlineData(301, SignalVerdict.Expired)]
    public void Age_decides_at_its_limits(int seconds, SignalVerdict expected)
    {
        var check = Corrected().Check(Entry(100, 0), Epoch.AddSeconds(seconds));

        Assert.Equal(expected, check.Verdict);
    }

    [Fact]
    public void The_cooldown_ends_after_fifteen_minutes()
    {
        var validator = Corrected();
        validator.Check(Entry(100, 0), Epoch);

        var within = validator.Check(Entry(101, 899), Epoch.AddSeconds(899));
        var after = validator.Check(Entry(102, 900), Epoch.AddSeconds(900));

        Assert.Equal((SignalVerdict.Duplicate, SignalVerdict.Valid), (within.Verdict, after.Verdict));
    }

    [Fact]
    public void Exits_are_not_cooled_down_but_the_same_exit_is_a_duplicate()
    {
        var validator = Corrected();
        validator.Check(Exit(100), Epoch);

        var other = validator.Check(Exit(101), Epoch);
        var same = validator.Check(Exit(100), Epoch);

        Assert.Equal((SignalVerdict.Valid, SignalVerdict.Duplicate), (other.Verdict, same.Verdict));
    }

    [Fact]
    public void The_hourly_limit_counts_every_accepted_signal_of_the_symbol()
    {
        var validator = new SignalValidator(new() { MaxPerSymbolPerHour = 2, Cooldown = TimeSpan.FromMinutes(1) }, StrategyProfile.Corrected, Epoch);
        validator.Check(Entry(100, 0), Epoch);
        validator.Check(Entry(101, 600), Epoch.AddSeconds(600));

        var third = validator.Check(Entry(102, 1200), Epoch.AddSeconds(1200));
        var next = validator.Check(Entry(103, 3600), Epoch.AddSeconds(3600));

        Assert.Equal((SignalVerdict.RateLimited, SignalVerdict.Valid), (third.Verdict, next.Verdict));
    }

    [Fact]
    public void A_signal_of_ours_out_of_range_is_invalid()
    {
        var check = Corrected().Check(Entry(100, 0) with { Leverage = 20, EntryPrice = double.NaN }, Epoch);

        Assert.Equal(["INVALID_LEVERAGE_RANGE", "INVALID_ENTRY_PRICE"], check.Codes);
    }

    [Theory]
    [InlineData(StrategyProfile.Original)]
    [InlineData(StrategyProfile.Corrected)]
    public void Recorded_sequences_end_as_recorded(StrategyProfile profile)
    {
        var wrong = new List<string>();

        foreach (var vector in PipelineVectors.Read("signal_validator"))
        {
            wrong.AddRange(SignalSequence.Mismatches(vector, profile));
        }

        Assert.Empty(wrong);
    }

    private static SignalValidator Original() => new(new(), StrategyProfile.Original, Epoch);

    private static SignalValidator Corrected() => new(new(), StrategyProfile.Corrected, Epoch);

    private static Signal Entry(double price, int second) =>
        SignalMapping.Entry("BTC", PositionSide.Long, price, 7, 0.75, "why", Epoch.AddSeconds(second).ToUnixTimeMilliseconds());

    private static Signal Exit(double price) => SignalMapping.Close("BTC", price, 1, "why", Epoch.ToUnixTimeMilliseconds());

    private static JsonObject Message() => JsonNode.Parse(SignalMessage.Write(Entry(100, 0)))!.AsObject();

    private static JsonElement Element(JsonNode message) => JsonSerializer.SerializeToElement(message);
}
