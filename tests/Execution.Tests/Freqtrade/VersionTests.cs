using SqueezeFlow.Core.Orders;
using SqueezeFlow.Execution.Freqtrade.Messages;
using SqueezeFlow.Execution.Tests.Freqtrade.Scripted;

namespace SqueezeFlow.Execution.Tests.Freqtrade;

/// <summary>What differs between releases of the bot from 2023.1 on, in the calls that are made here.</summary>
public sealed class VersionTests
{
    private const string Trade = """
        "trade_id":7,"pair":"ETH/USDT:USDT","is_open":true,"amount":0.24,"amount_requested":0.24,"enter_tag":"sqz-ETHUSDT-1795368000000-L",
        "stake_amount":200,"leverage":3,"open_rate":2500,"open_timestamp":1795368668184
        """;

    public static TheoryData<string, string, bool> Fills => new()
    {
        // Before 2023.9: no has_open_orders, the amount asked for is told from the beginning.
        { "2023.1, not filled", """ "is_short":false,"open_order_id":"1","orders":[{"ft_order_side":"buy","is_open":true,"filled":0.0,"order_filled_timestamp":null}]""", false },
        { "2023.1, filled", """ "is_short":false,"open_order_id":null,"orders":[{"ft_order_side":"buy","is_open":false,"filled":0.24,"order_filled_timestamp":1795368669000}]""", true },
        { "2023.1, a short, its exit on its way", """ "is_short":true,"open_order_id":"2","orders":[{"ft_order_side":"sell","is_open":false,"filled":0.24,"order_filled_timestamp":1795368669000},{"ft_order_side":"buy","is_open":true,"filled":0.0}]""", true },
        { "2023.1, cancelled after a part", """ "is_short":false,"open_order_id":null,"orders":[{"ft_order_side":"buy","is_open":false,"filled":0.1,"order_filled_timestamp":null}]""", true },

        // From 2023.9 to 2024.1: has_open_orders, true for an exit's order too; no time of the fill.
        { "2023.12, not filled", """ "is_short":false,"has_open_orders":true,"orders":[{"ft_order_side":"buy","is_open":true,"filled":0.0}]""", false },
        { "2023.12, its exit on its way", """ "is_short":false,"has_open_orders":true,"orders":[{"ft_order_side":"buy","is_open":false,"filled":0.24},{"ft_order_side":"sell","is_open":true,"filled":0}]""", true },
        { "2023.12, its stop at the venue", """ "is_short":true,"has_open_orders":false,"orders":[{"ft_order_side":"sell","is_open":false,"filled":0.24},{"ft_order_side":"stoploss","is_open":true,"filled":0}]""", true },

        // Since 2024.2: open_fill_timestamp.
        { "2024.9, not filled", """ "is_short":false,"open_fill_timestamp":null,"has_open_orders":true,"orders":[{"ft_order_side":"buy","is_open":true,"filled":0.0}]""", false },
        { "2026.6, filled", """ "is_short":false,"open_fill_timestamp":1795368669000,"has_open_orders":true,"nr_of_successful_entries":1,"orders":[]""", true },
    };

    [Theory]
    [MemberData(nameof(Fills))]
    public async Task Whether_an_entry_has_filled_is_read_from_every_release(string release, string fields, bool isFilled)
    {
        await using var bench = await ScriptedBench.StartAsync();
        var trade = $"{{{Trade},{fields}}}";
        bench.Bot.Answer("forceenter", trade);
        bench.Bot.Answer("trades", """{"trades":[],"total_trades":0}""");

        var result = await bench.EnterAsync();
        bench.Bot.Answer("status", $"[{trade}]");
        var position = Assert.Single(await bench.Gateway.GetOpenPositionsAsync(TestContext.Current.CancellationToken));

        Assert.Equal((release, isFilled ? OrderVerdict.Filled : OrderVerdict.Accepted, isFilled), (release, result.Verdict, position.IsFilled));
    }

    [Fact]
    public async Task An_entry_that_an_early_release_refuses_with_200_is_refused()
    {
        await using var bench = await ScriptedBench.StartAsync();
        bench.Bot.Answer("forceenter", """{"status":"Error entering long trade for pair ETH/USDT:USDT."}""");

        var result = await bench.EnterAsync();

        Assert.Equal((OrderVerdict.Refused, "Error entering long trade for pair ETH/USDT:USDT."), (result.Verdict, result.Reason));
    }

    [Fact]
    public async Task An_early_balance_without_the_bots_own_share_is_an_account()
    {
        await using var bench = await ScriptedBench.StartAsync();
        bench.Bot.Answer("balance", """
            {"currencies":[{"currency":"USDT","free":900.5,"balance":1000,"used":99.5,"est_stake":1000,"stake":"USDT","side":"long","leverage":1,"is_position":false,"position":0}],
             "total":1000,"symbol":"USD","value":1000,"stake":"USDT","note":"Simulated balances","starting_capital":1000}
            """);

        var account = await bench.Gateway.GetAccountAsync(TestContext.Current.CancellationToken);

        Assert.Equal((1000m, 900.5m), (account.TotalUsd, account.FreeUsd));
    }

    [Fact]
    public async Task The_loop_of_an_early_release_that_has_not_run_is_a_fault_inside_its_call_and_keeps_entries_back()
    {
        await using var bench = await ScriptedBench.StartAsync();
        bench.Bot.Answer("health", "Internal Server Error", 500, "text/plain");
        var before = await bench.CheckAsync();
        bench.Bot.Answer("health", """{"last_process":"2026-11-22 17:31:30+00:00","last_process_ts":1795368690}""");

        var after = await bench.CheckAsync();

        Assert.Equal((true, false, true), (before.IsReachable, before.IsReady, after.IsReady));
    }

    [Theory]
    [InlineData("paused", 2)]
    [InlineData("running", 0)]
    public async Task Stopped_entries_are_a_limit_of_none_up_to_2025_3_and_a_state_since(string state, int most)
    {
        await using var bench = await ScriptedBench.StartAsync();
        bench.Bot.Answer("show_config", ScriptedBot.SoundConfig.Replace("\"running\"", $"\"{state}\"", StringComparison.Ordinal).Replace("2.0", $"{most}", StringComparison.Ordinal));

        var result = await bench.EnterAsync();
        var checks = await bench.InspectAsync();

        Assert.True(result.Verdict is OrderVerdict.Unavailable or OrderVerdict.Refused, $"{result.Verdict}");
        Assert.DoesNotContain("POST forceenter", bench.Bot.Calls);
        Assert.Contains(checks, check => check.Verdict == "wrong" && check.Name == (state == "paused" ? "state" : "max_open_trades"));
    }

    [Fact]
    public async Task An_exit_is_given_to_a_paused_bot()
    {
        await using var bench = await ScriptedBench.StartAsync();
        var trade = $$"""{{{Trade}},"is_short":false,"open_fill_timestamp":1795368669000}""";
        bench.Bot.Answer("show_config", ScriptedBot.SoundConfig.Replace("\"running\"", "\"paused\"", StringComparison.Ordinal));
        bench.Bot.Answer("trade/7", trade);
        bench.Bot.On("forceexit", http =>
        {
            bench.Bot.Answer("trade/7", trade.Replace("\"is_open\":true", "\"is_open\":false,\"close_rate\":2510", StringComparison.Ordinal));
            http.Response.ContentType = "application/json";
            return http.Response.Body.WriteAsync("""{"result":"Created sell order for trade 7."}"""u8.ToArray(), http.RequestAborted).AsTask();
        });

        var result = await bench.Gateway.ExitAsync(new("7", "sqz-ETHUSDT-1795368000000-L", "test", 1), TestContext.Current.CancellationToken);

        Assert.Equal((OrderVerdict.Filled, 2510m), (result.Verdict, result.Position!.ExitPrice));
    }

    [Fact]
    public async Task Closed_trades_are_asked_for_by_id_in_words_and_within_the_limits_of_every_release()
    {
        await using var bench = await ScriptedBench.StartAsync();

        await bench.Gateway.GetClosedPositionsAsync(500, TestContext.Current.CancellationToken);

        Assert.Contains("GET trades?limit=500&offset=0&order_by_id=true", bench.Bot.Calls);
    }

    [Fact]
    public async Task A_limit_on_calls_is_no_answer_to_an_order()
    {
        await using var bench = await ScriptedBench.StartAsync();
        bench.Bot.Answer("forceenter", """{"detail":"Too many requests."}""", 429);

        var result = await bench.EnterAsync();

        Assert.Equal(OrderVerdict.Unknown, result.Verdict);
    }

    [Fact]
    public void Only_topics_that_every_release_knows_are_asked_for()
    {
        // 2023.1 knows these; "exception" came with 2023.3, and one unknown topic voids the request.
        string[] known =
        [
            "status", "warning", "startup", "entry", "entry_fill", "entry_cancel", "exit", "exit_fill", "exit_cancel", "protection_trigger",
            "protection_trigger_global", "strategy_msg", "whitelist", "analyzed_df", "new_candle",
        ];

        Assert.Empty(BotMessage.Topics.Except(known));
        Assert.Equal($$"""{"type":"subscribe","data":[{{string.Join(',', BotMessage.Topics.Select(topic => $"\"{topic}\""))}}]}""", System.Text.Encoding.UTF8.GetString(BotMessage.Subscribe));
    }
}
