using System.Net;
using System.Text;
using System.Text.Json;
using SqueezeFlow.Execution.Freqtrade;
using SqueezeFlow.Execution.Freqtrade.Mapping;
using SqueezeFlow.Execution.Freqtrade.Rest;
using SqueezeFlow.Execution.Freqtrade.Rest.Credentials;
using SqueezeFlow.Execution.Freqtrade.Settings;
using SqueezeFlow.Execution.Tests.Freqtrade.Scripted;

namespace SqueezeFlow.Execution.Tests.Freqtrade;

public sealed class ReadingTests
{
    [Fact]
    public void Nulls_floats_texts_and_unknown_fields_do_not_break_a_trade()
    {
        const string Json = """
            {"trade_id": 7.0, "pair": "BTC/USDT:USDT", "is_open": true, "is_short": false, "leverage": "3", "amount": 1e-05,
             "stake_amount": 1e300, "open_timestamp": 1795368668184.0, "enter_tag": 12, "orders": [{"a": {}}], "exit_reason": {"x": [1]}}
            """;

        var trade = JsonSerializer.Deserialize(Json, FreqtradeJson.Default.FreqtradeTrade)!;

        Assert.True(trade.IsComplete);
        Assert.Equal((7L, 3m, 0.00001m, null, 1_795_368_668_184L, "12", null), (trade.TradeId, trade.Leverage, trade.Amount, trade.StakeAmount, trade.OpenTimestamp, trade.EnterTag, trade.ExitReason));
    }

    [Fact]
    public void A_trade_without_an_id_is_none()
    {
        var mapping = new PositionMapping(new PairNames(new Dictionary<string, string>()));

        Assert.Throws<IOException>(() => mapping.Of(new() { Pair = "BTC/USDT", IsOpen = true, IsShort = false }));
    }

    [Theory]
    [InlineData(502, "<html>Bad Gateway</html>", nameof(ReplyKind.Failed))]
    [InlineData(502, """{"message":"upstream"}""", nameof(ReplyKind.Failed))]
    [InlineData(502, """{"error":"Error querying /api/v1/x: no"}""", nameof(ReplyKind.Refused))]
    [InlineData(503, "Service Unavailable", nameof(ReplyKind.Failed))]
    [InlineData(404, "not here", nameof(ReplyKind.Failed))]
    [InlineData(401, "who?", nameof(ReplyKind.Unauthorized))]
    [InlineData(429, "slow", nameof(ReplyKind.Failed))]
    [InlineData(302, "", nameof(ReplyKind.Failed))]
    public void What_a_proxy_says_is_not_taken_for_the_bots_word(int status, string body, string expected)
    {
        var answer = ScriptedBench.Classifier.Classify((HttpStatusCode)status, Encoding.UTF8.GetBytes(body));

        Assert.Equal(expected, answer.Kind.ToString());
    }

    [Theory]
    [InlineData("position for ETH/USDT:USDT already open - id: 19", "19")]
    [InlineData("position for ETH/USDT:USDT already open - id: 7 and has open order 123", "7")]
    [InlineData("Maximum number of trades is reached.", null)]
    public void The_trade_that_holds_a_pair_is_read_from_the_reason(string reason, string? id)
    {
        Assert.Equal(id, BotReasons.OpenTradeId(reason));
    }

    [Theory]
    [InlineData("BTC", true, "BTC/USDT:USDT")]
    [InlineData("BTC", false, "BTC/USDT")]
    [InlineData("PEPE", true, "1000PEPE/USDT:USDT")]
    public void A_pair_is_spelt_by_trading_mode_unless_overridden(string coin, bool isFutures, string expected)
    {
        var names = new PairNames(new Dictionary<string, string> { ["PEPE"] = "1000PEPE/USDT:USDT" });

        var pair = names.PairOf(coin, "USDT", isFutures);

        Assert.Equal((expected, coin), (pair, names.CoinOf(pair)));
    }

    [Fact]
    public void A_token_tells_its_life()
    {
        var claims = Convert.ToBase64String("""{"exp":1795369568,"iat":1795368668}"""u8).TrimEnd('=').Replace('+', '-').Replace('/', '_');

        Assert.Equal(TimeSpan.FromSeconds(900), TokenLife.Of($"a.{claims}.c"));
        Assert.Equal(TokenLife.Default, TokenLife.Of("a.b"));
        Assert.Equal(TokenLife.Default, TokenLife.Of("a.e30.c"));
    }

    [Fact]
    public void An_unusable_balance_is_no_account()
    {
        Assert.Throws<IOException>(() => AccountMapping.Of(new(), new() { TotalBot = 0 }, "USDT"));
        Assert.Throws<IOException>(() => AccountMapping.Of(new(), new() { TotalBot = 100, Currencies = [] }, "USDT"));
    }

    [Fact]
    public void A_secret_does_not_print()
    {
        var options = new FreqtradeOptions { Url = new("http://127.0.0.1:8080"), Username = "me", Password = new("hunter2") };

        Assert.Equal("http://127.0.0.1:8080/ as me, password ***", options.ToString());
        Assert.DoesNotContain("hunter2", $"{options.Password}", StringComparison.Ordinal);
    }
}
