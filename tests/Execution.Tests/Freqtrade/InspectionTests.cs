using SqueezeFlow.Execution.Tests.Freqtrade.Scripted;

namespace SqueezeFlow.Execution.Tests.Freqtrade;

/// <summary>Each wrong setting of a bot is named, with what was found, what was expected and what to do.</summary>
public sealed class InspectionTests
{
    [Fact]
    public async Task A_sound_bot_is_found_sound()
    {
        await using var bench = await ScriptedBench.StartAsync();

        var checks = await bench.InspectAsync(coins: ["BTC", "ETH"]);

        Assert.All(checks, check => Assert.True(check.Verdict == "ok" || check.Name == "clock", $"{check}"));
        Assert.Equal(checks.Count, checks.Select(check => check.Name).Distinct().Count());
    }

    [Theory]
    [InlineData("\"version\":\"2026.6\"", "\"version\":\"2022.12\"", "version", "2022.12", "2023.1")]
    [InlineData("\"state\":\"running\"", "\"state\":\"stopped\"", "state", "stopped", "running")]
    [InlineData("\"state\":\"running\"", "\"state\":\"reload_config\"", "state", "reload_config", "running")]
    [InlineData("\"dry_run\":true", "\"dry_run\":false", "dry_run", "real money", "true")]
    [InlineData("\"dry_run\":true", "\"dry_run\":null", "dry_run", "not told", "true or false")]
    [InlineData("\"trading_mode\":\"futures\"", "\"trading_mode\":\"spot\"", "trading_mode", "spot", "futures")]
    [InlineData("\"margin_mode\":\"isolated\"", "\"margin_mode\":\"cross\"", "margin_mode", "cross", "isolated")]
    [InlineData("\"stake_currency\":\"USDT\"", "\"stake_currency\":\"BTC\"", "stake_currency", "BTC", "USDT")]
    [InlineData("\"force_entry_enable\":true", "\"force_entry_enable\":false", "force_entry_enable", "false", "true")]
    [InlineData("\"position_adjustment_enable\":false", "\"position_adjustment_enable\":true", "position_adjustment_enable", "true", "false")]
    [InlineData("\"max_open_trades\":2.0", "\"max_open_trades\":1", "max_open_trades", "1", "2")]
    [InlineData("\"max_open_trades\":2.0", "\"max_open_trades\":0", "max_open_trades", "0: entries are stopped", "2")]
    [InlineData("\"entry\":\"market\"", "\"entry\":\"limit\"", "order_types", "entry limit", "market")]
    [InlineData("\"force_exit\":\"market\"", "\"force_exit\":\"limit\"", "order_types", "force_exit limit", "market")]
    [InlineData("\"entry_pricing\":{\"price_side\":\"other\"", "\"entry_pricing\":{\"price_side\":\"same\"", "entry_pricing", "price_side same", "other")]
    [InlineData("\"exit_pricing\":{\"price_side\":\"other\"", "\"exit_pricing\":{\"price_side\":\"ask\"", "exit_pricing", "price_side ask", "other")]
    [InlineData("\"unfilledtimeout\":{\"entry\":10", "\"unfilledtimeout\":{\"entry\":0", "unfilledtimeout", "entry 0, exit 10 minutes", "more than zero")]
    [InlineData("\"stoploss\":-0.25", "\"stoploss\":-0.99", "stoploss", "-0.99", "-0.25")]
    [InlineData("\"stoploss\":-0.25", "\"stoploss\":null", "stoploss", "not told", "-0.25")]
    public async Task A_wrong_setting_is_named_with_value_expectation_and_fix(string sound, string wrong, string name, string found, string expected)
    {
        await using var bench = await ScriptedBench.StartAsync();
        Assert.Contains(sound, ScriptedBot.SoundConfig, StringComparison.Ordinal);
        bench.Bot.Answer("show_config", ScriptedBot.SoundConfig.Replace(sound, wrong, StringComparison.Ordinal));

        var check = Assert.Single(await bench.InspectAsync(coins: ["BTC"]), check => check.Verdict == "wrong" && check.Name != "clock" && check.Name != "stoploss_on_exchange" && check.Name != "pair_whitelist");

        Assert.Equal(name, check.Name);
        Assert.Contains(found, check.Found, StringComparison.Ordinal);
        Assert.Contains(expected, check.Expected!, StringComparison.Ordinal);
        Assert.True(check.Fix!.Length > 5, check.Fix);
    }

    [Fact]
    public async Task A_live_bot_without_a_stop_at_the_venue_is_wrong_even_where_it_is_meant()
    {
        await using var bench = await ScriptedBench.StartAsync(("Execution:AllowLive", "true"));
        bench.Bot.Answer("show_config", ScriptedBot.SoundConfig.Replace("\"dry_run\":true", "\"dry_run\":false", StringComparison.Ordinal));

        var checks = await bench.InspectAsync(coins: ["BTC"]);

        Assert.Equal("stoploss_on_exchange", Assert.Single(checks, check => check.Verdict == "wrong" && check.Name != "clock").Name);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-1)]
    public async Task A_bot_that_would_hold_more_is_worth_a_note(int most)
    {
        await using var bench = await ScriptedBench.StartAsync();
        bench.Bot.Answer("show_config", ScriptedBot.SoundConfig.Replace("2.0", $"{most}", StringComparison.Ordinal));

        Assert.Contains(await bench.InspectAsync(), check => check is { Name: "max_open_trades", Verdict: "note", Expected: "2" });
    }

    [Theory]
    [InlineData(true, "wrong")]
    [InlineData(false, "note")]
    public async Task A_coin_whose_pair_the_bot_does_not_list_is_named(bool areNamed, string verdict)
    {
        await using var bench = await ScriptedBench.StartAsync(("Execution:Freqtrade:Pairs:PEPE", "1000PEPE/USDT:USDT"));

        var check = Assert.Single(await bench.InspectAsync(2, areNamed, "BTC", "PEPE", "SOL"), check => check.Name == "pair_whitelist");

        Assert.Equal((verdict, "2 pairs, without 1000PEPE/USDT:USDT, SOL/USDT:USDT"), (check.Verdict, check.Found));
    }

    [Fact]
    public async Task A_balance_below_one_entry_is_wrong()
    {
        await using var bench = await ScriptedBench.StartAsync();
        bench.Bot.Answer("balance", """{"currencies":[{"currency":"USDT","free":10,"is_position":false}],"total_bot":1000}""");

        var check = Assert.Single(await bench.InspectAsync(), check => check.Name == "balance");

        Assert.Equal(("wrong", "1000.00 USDT, 10.00 free; an entry of factor 1 stakes 20.00"), (check.Verdict, check.Found));
    }

    [Theory]
    [InlineData("""{"last_process_ts":1795368600}""", "the last began 100 s ago")]
    [InlineData("""{"last_process_ts":null}""", "none yet")]
    [InlineData("""{"last_process_ts":9000000000000000000}""", "last_process_ts 9000000000000000000, which is no time")]
    [InlineData("""{"last_process_ts":-62135596801}""", "last_process_ts -62135596801, which is no time")]
    public async Task A_loop_that_stands_still_is_wrong(string health, string found)
    {
        await using var bench = await ScriptedBench.StartAsync();
        bench.Bot.Answer("health", health);

        var check = Assert.Single(await bench.InspectAsync(), check => check.Name == "loop");

        Assert.Equal(("wrong", found, "one within 60 s"), (check.Verdict, check.Found, check.Expected));
        Assert.False((await bench.CheckAsync()).IsReady);
    }

    [Theory]
    [InlineData(0, "ok")]
    [InlineData(9, "wrong")]
    [InlineData(-9, "wrong")]
    public async Task A_clock_that_differs_is_wrong(int secondsAhead, string verdict)
    {
        await using var bench = await ScriptedBench.StartAsync();
        bench.Bot.On("balance", http =>
        {
            http.Response.Headers.Date = (bench.Clock.GetUtcNow() + TimeSpan.FromSeconds(secondsAhead)).ToString("R");
            http.Response.ContentType = "application/json";
            return http.Response.Body.WriteAsync("""{"currencies":[],"total":1}"""u8.ToArray(), http.RequestAborted).AsTask();
        });

        var check = Assert.Single(await bench.InspectAsync(), check => check.Name == "clock");

        Assert.Equal(verdict, check.Verdict);
        Assert.Contains(secondsAhead < 0 ? "8.5 s behind" : secondsAhead > 0 ? "9.5 s ahead of" : "0.5 s ahead of", check.Found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_that_are_refused_are_all_that_is_told()
    {
        await using var bench = await ScriptedBench.StartAsync();
        bench.Bot.Answer("show_config", """{"detail":"Unauthorized"}""", 401);

        var check = Assert.Single(await bench.InspectAsync());

        Assert.Equal(("credentials", "wrong"), (check.Name, check.Verdict));
        Assert.Contains("Execution:Freqtrade:PasswordFile", check.Fix!, StringComparison.Ordinal);
        Assert.DoesNotContain(ScriptedBot.Password, $"{check}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bot_that_is_away_is_all_that_is_told()
    {
        await using var bench = await ScriptedBench.StartAsync();
        await bench.Bot.DisposeAsync();

        var check = Assert.Single(await bench.InspectAsync());

        Assert.Equal(("address", "wrong"), (check.Name, check.Verdict));
        Assert.Contains("cannot be reached", check.Found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fields_that_a_release_does_not_tell_are_not_called_wrong_unless_orders_rest_on_them()
    {
        await using var bench = await ScriptedBench.StartAsync();
        bench.Bot.Answer("show_config", """
            {"version":"2023.1","dry_run":true,"state":"running","trading_mode":"futures","stake_currency":"USDT","max_open_trades":2,"force_entry_enable":true,"stoploss":-0.1}
            """);

        Assert.DoesNotContain(await bench.InspectAsync(), check => check.Verdict == "wrong" && check.Name != "clock");
    }
}
