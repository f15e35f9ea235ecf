using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SqueezeFlow.Execution.Freqtrade;
using SqueezeFlow.Execution.Freqtrade.Mapping;
using SqueezeFlow.Execution.Freqtrade.Rest;
using SqueezeFlow.Execution.Tests.Freqtrade.Scripted;

namespace SqueezeFlow.Execution.Tests.Freqtrade;

public sealed class RecordedBodyTests
{
    [Fact]
    public void Every_recorded_status_is_told_apart_by_its_effect()
    {
        foreach (var exchange in Recordings.All().Where(exchange => exchange.Status is not null))
        {
            var answer = ScriptedBench.Classifier.Classify((HttpStatusCode)exchange.Status!, exchange.Body);

            Assert.Equal((exchange.Name, KindOf(exchange.Status.Value)), (exchange.Name, answer.Kind));
        }
    }

    [Fact]
    public void Every_recorded_trade_is_a_position()
    {
        var mapping = new PositionMapping(new PairNames(new Dictionary<string, string>()));
        var trades = Accepted("forceenter").Concat(Accepted("trade/")).Select(body => Parse(body, FreqtradeJson.Default.FreqtradeTrade))
            .Concat(Accepted("status").SelectMany(body => Parse(body, FreqtradeJson.Default.FreqtradeTradeArray)))
            .Concat(Accepted("trades").SelectMany(body => Parse(body, FreqtradeJson.Default.TradePage).Trades!));

        var positions = mapping.All([.. trades]);

        Assert.NotEmpty(positions);
        Assert.All(positions, position =>
        {
            Assert.True(position.Quantity > 0);
            Assert.True(position.OpenedUnixMs > 1_700_000_000_000);
            Assert.DoesNotContain('/', position.BaseSymbol);
            Assert.Equal(position.IsOpen, position.ProfitUsd is null);
        });
    }

    [Fact]
    public void Every_recorded_body_of_a_known_call_is_read()
    {
        foreach (var exchange in Recordings.All().Where(exchange => exchange.Status == 200))
        {
            if (TypeOf(exchange) is { } type)
            {
                var body = JsonSerializer.Deserialize(exchange.Body, type);

                Assert.True(body is not null, exchange.Name);
            }
        }
    }

    [Fact]
    public void Recorded_configurations_say_what_they_are()
    {
        var configurations = Accepted("show_config").Select(body => Parse(body, FreqtradeJson.Default.BotConfig)).ToArray();

        Assert.NotEmpty(configurations);
        Assert.All(configurations, config =>
        {
            Assert.True(config.DryRun);
            Assert.Equal("USDT", config.StakeCurrency);
            Assert.NotNull(config.MaxOpenTrades);
            Assert.True(config.TradingMode is "spot" or "futures", config.TradingMode);
            Assert.True(config.State is "running" or "stopped" or "reload_config", config.State);
        });
    }

    [Fact]
    public void Recorded_balances_are_accounts()
    {
        var accounts = Accepted("balance")
            .Select(body => AccountMapping.Of(new() { DryRun = true }, Parse(body, FreqtradeJson.Default.BotBalance), "USDT"))
            .ToArray();

        Assert.NotEmpty(accounts);
        Assert.All(accounts, account => Assert.InRange(account.FreeUsd, 1, 20_000));
    }

    [Fact]
    public void Recorded_refusals_are_told_apart()
    {
        var reasons = Recordings.All().Where(exchange => exchange.Status == 502)
            .Select(exchange => ScriptedBench.Classifier.Classify(HttpStatusCode.BadGateway, exchange.Body).Reason)
            .ToArray();

        Assert.Contains(reasons, BotReasons.IsNotRunning);
        Assert.Contains(reasons, reason => BotReasons.OpenTradeId(reason) == "19");
        Assert.Contains("Force_entry not enabled.", reasons);
    }

    private static IEnumerable<byte[]> Accepted(string call) => Recordings.All()
        .Where(exchange => exchange.Status == 200 && (exchange.Path == call || exchange.Path.StartsWith(call.EndsWith('/') ? call : call + "?", StringComparison.Ordinal)))
        .Where(exchange => exchange.Method != "DELETE")
        .Select(exchange => exchange.Body);

    private static JsonTypeInfo? TypeOf(RecordedExchange exchange) => exchange.Path.Split('?', '/')[0] switch
    {
        "status" => FreqtradeJson.Default.FreqtradeTradeArray,
        "trade" or "forceenter" => FreqtradeJson.Default.FreqtradeTrade,
        "trades" when exchange.Method == "GET" => FreqtradeJson.Default.TradePage,
        "show_config" => FreqtradeJson.Default.BotConfig,
        "health" => FreqtradeJson.Default.BotHealth,
        "balance" => FreqtradeJson.Default.BotBalance,
        "forceexit" => FreqtradeJson.Default.BotAcknowledgement,
        "token" => FreqtradeJson.Default.BotTokens,
        _ => null,
    };

    private static T Parse<T>(byte[] body, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(body, type)!;

    private static ReplyKind KindOf(int status) => status switch
    {
        200 => ReplyKind.Ok,
        401 => ReplyKind.Unauthorized,
        404 => ReplyKind.NotFound,
        422 => ReplyKind.Malformed,
        502 => ReplyKind.Refused,
        503 => ReplyKind.WrongState,
        _ => ReplyKind.Failed,
    };
}
