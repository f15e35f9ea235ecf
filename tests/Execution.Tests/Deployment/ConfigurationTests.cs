using System.Text.Json;
using System.Text.Json.Nodes;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Execution.Freqtrade.Monitoring;
using SqueezeFlow.Execution.Freqtrade.Rest;
using SqueezeFlow.Execution.Freqtrade.Settings;
using SqueezeFlow.Execution.Tests.Freqtrade.Scripted;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Execution.Tests.Deployment;

/// <summary>The bot that is shipped is the bot that is wanted.</summary>
public sealed class ConfigurationTests
{
    private static readonly JsonObject Config = BotConfiguration.DryRun;

    [Theory]
    [InlineData("dry_run", "true")]
    [InlineData("trading_mode", "\"futures\"")]
    [InlineData("margin_mode", "\"isolated\"")]
    [InlineData("stake_currency", "\"USDT\"")]
    [InlineData("timeframe", "\"5m\"")]
    [InlineData("initial_state", "\"running\"")]
    [InlineData("force_entry_enable", "true")]
    [InlineData("position_adjustment_enable", "false")]
    [InlineData("entry_pricing.price_side", "\"other\"")]
    [InlineData("entry_pricing.use_order_book", "true")]
    [InlineData("entry_pricing.order_book_top", "1")]
    [InlineData("exit_pricing.price_side", "\"other\"")]
    [InlineData("exit_pricing.use_order_book", "true")]
    [InlineData("exit_pricing.order_book_top", "1")]
    [InlineData("order_types.entry", "\"market\"")]
    [InlineData("order_types.exit", "\"market\"")]
    [InlineData("order_types.force_entry", "\"market\"")]
    [InlineData("order_types.force_exit", "\"market\"")]
    [InlineData("order_types.emergency_exit", "\"market\"")]
    [InlineData("order_types.stoploss", "\"market\"")]
    [InlineData("unfilledtimeout", """{"entry":10,"exit":10,"unit":"minutes","exit_timeout_count":0}""")]
    [InlineData("internals.process_throttle_secs", "5")]
    [InlineData("api_server.enabled", "true")]
    [InlineData("api_server.listen_ip_address", "\"0.0.0.0\"")]
    [InlineData("api_server.listen_port", "8080")]
    [InlineData("api_server.verbosity", "\"error\"")]
    [InlineData("api_server.enable_openapi", "false")]
    [InlineData("api_server.CORS_origins", "[]")]
    [InlineData("exchange.key", "\"\"")]
    [InlineData("exchange.secret", "\"\"")]
    [InlineData("pairlists", """[{"method":"StaticPairList"}]""")]
    public void Every_setting_is_as_it_is_wanted(string path, string expected)
    {
        var found = path.Split('.').Aggregate((JsonNode?)Config, (node, name) => node?[name]);

        Assert.Equal(expected, found?.ToJsonString());
    }

    [Fact]
    public void The_stake_is_a_number_and_so_is_the_limit()
    {
        Assert.InRange(Config["stake_amount"]!.GetValue<double>(), 10, 10_000);
        Assert.InRange(Config["max_open_trades"]!.GetValue<int>(), 1, 10);
        Assert.True(Config["dry_run_wallet"]!.GetValue<double>() > 0);
    }

    [Fact]
    public void Pairs_are_spelt_as_futures_and_are_those_that_are_followed_by_default()
    {
        var pairs = Config["exchange"]!["pair_whitelist"]!.AsArray().Select(pair => pair!.GetValue<string>()).ToArray();

        string[] coins = ["BTC", "ETH", "SOL", "XRP", "BNB", "DOGE", "ADA", "TRX", "AVAX", "LINK"];
        Assert.Equal(coins.Select(coin => $"{coin}/USDT:USDT"), pairs);
    }

    [Fact]
    public void No_secret_and_no_messenger_is_in_any_file()
    {
        string[] secrets = ["username", "password", "jwt_secret_key", "ws_token"];
        Assert.DoesNotContain(Config["api_server"]!.AsObject(), setting => secrets.Contains(setting.Key));
        Assert.DoesNotContain(Config, setting => setting.Key is "telegram" or "webhook" or "discord");
        Assert.False(BotConfiguration.Live["exchange"]!["key"]!.GetValue<string>().Length > 0);
    }

    [Fact]
    public void The_container_is_pinned_its_port_stays_on_this_machine_and_its_configuration_is_read_only()
    {
        var compose = Checkout.Read("docker-compose.yml");

        Assert.Matches(@"image: freqtradeorg/freqtrade:20\d\d\.\d+\n", compose);
        Assert.Contains("\"${DEPLOY_BIND:-127.0.0.1}:${DEPLOY_FREQTRADE_PORT:-8080}:8080\"", compose, StringComparison.Ordinal);
        Assert.Contains("- ./deploy/freqtrade:/etc/squeezeflow:ro", compose, StringComparison.Ordinal);
        Assert.Contains("/etc/squeezeflow/start.sh", compose, StringComparison.Ordinal);
    }

    [Fact]
    public void The_check_at_the_start_takes_a_bot_with_this_configuration()
    {
        var bot = JsonSerializer.Deserialize(BotConfiguration.DescriptionOf(Config), FreqtradeJson.Default.BotConfig)!;

        Assert.Empty(BotCheck.Misfits(bot, new FreqtradeOptions()));
        Assert.Null(BotCheck.NotNow(bot));
        Assert.Null(BotCheck.WrongSide(bot, PositionSide.Short));
    }

    [Fact]
    public async Task The_doctor_finds_nothing_wrong_with_it()
    {
        await using var bench = await ScriptedBench.StartAsync();
        bench.Bot.Answer("show_config", BotConfiguration.DescriptionOf(Config));

        var checks = await bench.InspectAsync(mostOpen: 2, areNamed: true, "BTC", "ETH");

        Assert.All(checks, check => Assert.True(check.Verdict == "ok" || check.Name == "clock", $"{check}"));
    }

    [Fact]
    public async Task The_live_one_differs_in_the_money_its_database_and_its_stop_at_the_venue()
    {
        await using var bench = await ScriptedBench.StartAsync(("Execution:AllowLive", "true"));
        bench.Bot.Answer("show_config", BotConfiguration.DescriptionOf(BotConfiguration.Live));

        var checks = await bench.InspectAsync(mostOpen: 2, areNamed: true, "BTC", "ETH");

        Assert.All(checks, check => Assert.True(check.Verdict == "ok" || check.Name == "clock", $"{check}"));
        Assert.Contains(checks, check => check is { Name: "stoploss_on_exchange", Verdict: "ok" });
        Assert.NotEqual(Config["db_url"]!.GetValue<string>(), BotConfiguration.Live["db_url"]!.GetValue<string>());
        Assert.Equal("market", BotConfiguration.Live["order_types"]!["entry"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_live_one_where_dry_run_was_expected_gets_nothing()
    {
        await using var bench = await ScriptedBench.StartAsync();
        bench.Bot.Answer("show_config", BotConfiguration.DescriptionOf(BotConfiguration.Live));

        Assert.Equal(OrderVerdict.Refused, (await bench.EnterAsync()).Verdict);
    }
}
