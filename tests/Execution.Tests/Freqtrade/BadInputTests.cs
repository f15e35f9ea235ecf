using System.Text;
using Microsoft.AspNetCore.Http;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Execution.Tests.Freqtrade.Scripted;

namespace SqueezeFlow.Execution.Tests.Freqtrade;

/// <summary>Whatever comes in the place of an answer: no exception escapes but the one that says so, nothing is believed, nothing secret is told.</summary>
public sealed class BadInputTests
{
    private static readonly string Deep = new('[', 100_000);
    private static readonly string Large = $$"""{"trade_id":1,"note":"{{new string('x', 10_000_000)}}"}""";

    public static TheoryData<string> Bodies => ["text", "empty", "null", "truncated", "html", "a number", "another kind", "deep", "no utf-8", "half a character", "10 MB of text", "10 MB of JSON"];

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task An_entry_that_is_answered_with_nonsense_is_unknown_and_looked_for(string body)
    {
        await using var bench = await ScriptedBench.StartAsync();
        bench.Bot.Answer("forceenter", BytesOf(body));

        var result = await bench.EnterAsync();

        Assert.Equal(OrderVerdict.Unknown, result.Verdict);
        Assert.True(result.Reason!.Length < 600, result.Reason);
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_reading_that_is_answered_with_nonsense_sends_no_entry(string body)
    {
        await using var bench = await ScriptedBench.StartAsync();
        bench.Bot.Answer("status", BytesOf(body));

        var result = await bench.EnterAsync();

        Assert.Equal(OrderVerdict.Unavailable, result.Verdict);
        Assert.DoesNotContain("POST forceenter", bench.Bot.Calls);
        await Assert.ThrowsAsync<IOException>(() => bench.Gateway.GetOpenPositionsAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_description_or_a_loop_that_cannot_be_read_is_told_and_keeps_entries_back(string body)
    {
        await using var bench = await ScriptedBench.StartAsync();
        bench.Bot.Answer("health", BytesOf(body));
        var loop = await bench.CheckAsync();
        bench.Bot.Answer("show_config", BytesOf(body));

        var description = await bench.CheckAsync();
        var checks = await bench.InspectAsync();

        Assert.Equal((false, false), (loop.IsReady, description.IsReady));
        Assert.NotEmpty(loop.Problems);
        Assert.NotEmpty(description.Problems);
        Assert.Contains(checks, check => check.Verdict == "wrong");
        Assert.True((await bench.EnterAsync()).Verdict is OrderVerdict.Unavailable or OrderVerdict.Refused);
        Assert.DoesNotContain("POST forceenter", bench.Bot.Calls);
    }

    [Theory]
    [InlineData("status", "[null]")]
    [InlineData("status", """[{"trade_id":null,"pair":null,"is_open":null,"is_short":null,"enter_tag":null,"amount":null,"orders":null}]""")]
    [InlineData("trades", """{"trades":[null],"total_trades":1}""")]
    [InlineData("balance", """{"currencies":[null],"total":null,"total_bot":null}""")]
    [InlineData("balance", """{"currencies":null,"total":null,"total_bot":null}""")]
    public async Task Nulls_everywhere_are_no_account_and_no_crash(string call, string body)
    {
        await using var bench = await ScriptedBench.StartAsync();
        bench.Bot.Answer(call, body);

        await Assert.ThrowsAsync<IOException>(async () =>
        {
            await bench.Gateway.GetAccountAsync(TestContext.Current.CancellationToken);
            await bench.Gateway.GetOpenPositionsAsync(TestContext.Current.CancellationToken);
            await bench.Gateway.GetClosedPositionsAsync(5, TestContext.Current.CancellationToken);
        });
    }

    [Fact]
    public async Task Numbers_as_text_orders_of_null_and_unknown_fields_are_a_position_all_the_same()
    {
        await using var bench = await ScriptedBench.StartAsync();
        bench.Bot.Answer("status", """
            [{"trade_id":"7","pair":"BTC/USDT:USDT","is_open":true,"is_short":false,"enter_tag":"sqz-1","amount":"0.002","open_rate":"60000.5","leverage":"3.0",
              "stake_amount":"40","open_timestamp":"1795368668184","open_fill_timestamp":1795368668190.0,"orders":[null,{"ft_order_side":7}],"custom":{"a":[{}]}}]
            """);

        var position = Assert.Single(await bench.Gateway.GetOpenPositionsAsync(TestContext.Current.CancellationToken));

        Assert.Equal(("7", 0.002m, 60000.5m, 3, 40m, true), (position.TradeId, position.Quantity, position.EntryPrice, position.Leverage, position.StakeUsd, position.IsFilled));
    }

    [Theory]
    [InlineData("Basic")]
    [InlineData("Token")]
    public async Task What_is_logged_of_a_body_is_its_beginning_without_secrets(string authentication)
    {
        await using var bench = await ScriptedBench.StartAsync(("Execution:Freqtrade:Authentication", authentication));
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ScriptedBot.User}:{ScriptedBot.Password}"));
        const string Access = "eyJhbGciOiJIUzI1NiJ9.eyJpYXQiOjEwMDAsImV4cCI6MTkwMH0.c2lnbmF0dXJl";
        bench.Bot.Answer("token/login", $$"""{"access_token":"{{Access}}","refresh_token":"refresh"}""");
        var page = $"<html>\r\nBad\tGateway Authorization: Basic {basic} Bearer {Access} {ScriptedBot.Password} {new string('y', 500)}";
        bench.Bot.OnEverything(http =>
        {
            http.Response.StatusCode = http.Request.Path.Value!.Contains("token", StringComparison.Ordinal) ? 200 : 502;
            return http.Response.WriteAsync(http.Response.StatusCode == 200 ? $$"""{"access_token":"{{Access}}"}""" : page);
        });

        await bench.RunAsync();
        var status = await bench.CheckAsync();
        var result = await bench.EnterAsync();

        string[] told = [.. bench.Log.All, .. status.Problems, result.Reason!, .. (await bench.InspectAsync()).SelectMany(check => new[] { check.Found, check.Fix ?? "" })];
        Assert.Contains(told, text => text.Contains("<html> Bad Gateway Authorization: Basic *** Bearer *** *** yyy", StringComparison.Ordinal));
        Assert.DoesNotContain(told, text => text.Contains(new string('y', 200), StringComparison.Ordinal));
        Assert.DoesNotContain(told, text => text.Contains(basic, StringComparison.Ordinal) || text.Contains(ScriptedBot.Password, StringComparison.Ordinal) || text.Contains("eyJ", StringComparison.Ordinal));
        Assert.DoesNotContain(told, text => text.Contains('\n', StringComparison.Ordinal) && text.Contains("<html>", StringComparison.Ordinal) && !text.Contains("Exception", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_secret_that_begins_where_the_excerpt_ends_is_not_told_in_part()
    {
        await using var bench = await ScriptedBench.StartAsync();
        bench.Bot.Answer("show_config", $"{new string('z', 195)}{ScriptedBot.Password}", 500, "text/plain");

        var problem = Assert.Single((await bench.CheckAsync()).Problems);

        Assert.Contains("zzz", problem, StringComparison.Ordinal);
        Assert.DoesNotContain(ScriptedBot.Password[..4], problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_is_named_without_its_query()
    {
        await using var bench = await ScriptedBench.StartAsync();
        await using var other = await ScriptedBot.StartAsync();
        bench.Bot.OnEverything(http =>
        {
            http.Response.Redirect($"{other.Url}api/v1/show_config?token=secret");
            return Task.CompletedTask;
        });

        var status = await bench.CheckAsync();
        var result = await bench.EnterAsync();

        Assert.Empty(other.Calls);
        Assert.Equal(OrderVerdict.Unavailable, result.Verdict);
        var problem = Assert.Single(status.Problems);
        Assert.Contains($"302, sent on to {other.Url}api/v1/show_config, which is not followed", problem, StringComparison.Ordinal);
        Assert.Contains("Execution:Freqtrade:Url", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problem, StringComparison.Ordinal);
        Assert.Contains(await bench.InspectAsync(), check => check is { Name: "address", Verdict: "wrong" } && check.Found.Contains("302", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_redirect_that_holds_the_password_is_named_without_it()
    {
        await using var bench = await ScriptedBench.StartAsync();
        bench.Bot.OnEverything(http =>
        {
            http.Response.Redirect($"http://elsewhere.example/{ScriptedBot.Password}/{new string('z', 500)}");
            return Task.CompletedTask;
        });

        var problem = Assert.Single((await bench.CheckAsync()).Problems);

        Assert.Contains("http://elsewhere.example/***/zzz", problem, StringComparison.Ordinal);
        Assert.DoesNotContain(new string('z', 200), problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"error":"\ud800"}""", 502)]
    [InlineData("""{"detail":"\ud800"}""", 401)]
    [InlineData("""{"detail":{"a":1}}""", 422)]
    [InlineData("[1]", 502)]
    public async Task A_reason_that_is_no_text_is_no_crash(string body, int status)
    {
        await using var bench = await ScriptedBench.StartAsync();
        bench.Bot.Answer("forceenter", body, status);

        var result = await bench.EnterAsync();

        Assert.True(result.Verdict is OrderVerdict.Unknown or OrderVerdict.Unavailable or OrderVerdict.Refused, $"{result.Verdict}");
        Assert.Null(result.Position);
    }

    [Theory]
    [InlineData("""{"access_token":"a b"}""")]
    [InlineData("""{"access_token":"a\r\nX-Evil: 1"}""")]
    [InlineData("""{"access_token":"\u00e9"}""")]
    [InlineData("""{"access_token":""}""")]
    [InlineData("null")]
    [InlineData("<html>")]
    public async Task A_token_that_is_none_sends_nothing(string body)
    {
        await using var bench = await ScriptedBench.StartAsync(("Execution:Freqtrade:Authentication", "Token"));
        bench.Bot.Answer("token/login", body);

        var result = await bench.EnterAsync();

        Assert.Equal(OrderVerdict.Unavailable, result.Verdict);
        Assert.All(bench.Bot.Calls, call => Assert.StartsWith("POST token/", call, StringComparison.Ordinal));
    }

    private static byte[] BytesOf(string body) => body switch
    {
        "text" => "Service is starting"u8.ToArray(),
        "empty" => [],
        "null" => "null"u8.ToArray(),
        "truncated" => """{"trade_id": 1, "pair": "ETH/US"""u8.ToArray(),
        "html" => "<html><title>Login</title></html>"u8.ToArray(),
        "a number" => "7"u8.ToArray(),
        "another kind" => """{"status":[],"version":{"a":1}}, {}"""u8.ToArray(),
        "deep" => Encoding.ASCII.GetBytes(Deep),
        "no utf-8" => [.. "{\"pair\":\""u8, 0xff, 0xfe, .. "\"}"u8],
        "half a character" => """{"pair":"\ud800"}"""u8.ToArray(),
        "10 MB of text" => Encoding.ASCII.GetBytes(new string('x', 10_000_000)),
        _ => Encoding.ASCII.GetBytes(Large),
    };
}
