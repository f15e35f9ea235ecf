using System.Text.Json;
using SqueezeFlow.Execution.Freqtrade.Messages;
using SqueezeFlow.Execution.Tests.Freqtrade.Scripted;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Execution.Tests.Freqtrade;

/// <summary>The bot's messages are a reason to look sooner, and no more; without them all is as before.</summary>
public sealed class MessageLinkTests : IDisposable
{
    private static readonly (string, string) Token = ("FREQTRADE_API_WS_TOKEN", "the-token-of-the-websocket");

    private readonly MessageServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Every_recorded_message_of_a_trade_rings_and_the_request_is_the_recorded_one()
    {
        await using var bench = await ConnectedAsync(Token);
        var frames = RecordedFrames();
        var rung = 0;

        foreach (var frame in frames.Where(frame => frame.Direction == "server"))
        {
            await _server.SendAsync(frame.Text);
            if (BotMessage.TopicOf(System.Text.Encoding.UTF8.GetBytes(frame.Text)) is not null)
            {
                rung++;
                await bench.Heard.UntilAsync();
                await PassSpacingAsync(bench);
            }
        }

        Assert.Equal(6, rung);
        Assert.Equal(7, bench.Heard.Count);
        using var asked = JsonDocument.Parse(Assert.Single(_server.Subscriptions));
        using var recorded = JsonDocument.Parse(frames[0].Text);
        Assert.True(JsonElement.DeepEquals(recorded.RootElement, asked.RootElement));
    }

    [Fact]
    public async Task A_message_rings_at_once_and_a_burst_rings_once_more()
    {
        await using var bench = await ConnectedAsync(Token);

        await _server.SendAsync("""{"type":"exit_fill","trade_id":1}""");
        await bench.Heard.UntilAsync();
        await bench.Clock.UntilWaitedForAsync(StirBell.Spacing);
        for (var i = 0; i < 50; i++)
        {
            await _server.SendAsync("""{"type":"entry_fill","trade_id":2}""");
        }

        // The connection ends behind the last of them: all have been read by then.
        await _server.CloseAsync();
        await bench.Clock.UntilWaitedForAsync(TimeSpan.FromSeconds(1));
        var during = bench.Heard.Count;
        bench.Clock.Advance(StirBell.Spacing);
        await bench.Heard.UntilAsync();

        Assert.Equal((2, 3), (during, bench.Heard.Count));
    }

    [Theory]
    [InlineData("""{"type":"whitelist","data":["BTC/USDT:USDT"]}""")]
    [InlineData("""{"type":"nonsense"}""")]
    [InlineData("""{"type":null}""")]
    [InlineData("""{"type":["exit_fill"]}""")]
    [InlineData("""["exit_fill"]""")]
    [InlineData("exit_fill")]
    [InlineData("{\"type\":\"exit_fill\"")]
    [InlineData("""{"type":"\ud800"}""")]
    [InlineData("null")]
    public async Task What_is_no_message_of_ours_is_passed_over(string frame)
    {
        await using var bench = await ConnectedAsync(Token);

        await _server.SendAsync(frame);
        await _server.SendAsync("""{"type":"exit_fill"}""");
        await bench.Heard.UntilAsync();

        Assert.Equal((2, true), (bench.Heard.Count, bench.Messages.IsConnected));
        Assert.Single(_server.Subscriptions);
    }

    [Fact]
    public async Task A_message_in_parts_is_one_message()
    {
        await using var bench = await ConnectedAsync(Token);
        var frame = System.Text.Encoding.UTF8.GetBytes($$"""{"type":"exit","note":"{{new string('x', 200_000)}}"}""");

        await _server.SendAsync(frame, partLength: 1_000);
        await bench.Heard.UntilAsync();

        Assert.Equal(2, bench.Heard.Count);
    }

    [Fact]
    public async Task A_message_that_does_not_end_costs_the_connection_and_no_more()
    {
        await using var bench = await ConnectedAsync(Token);

        // The sender may see that nobody listens any more.
        await Record.ExceptionAsync(() => _server.SendAsync(new byte[(1 << 20) + 1]));
        await bench.Clock.UntilWaitedForAsync(TimeSpan.FromSeconds(1));

        Assert.Equal("a message of more than 1048576 bytes came", bench.Messages.LastProblem);
        await ReconnectAsync(bench, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_connection_that_ends_comes_back_and_rings_since_nothing_is_told_again()
    {
        await using var bench = await ConnectedAsync(Token);

        await _server.CloseAsync();
        await bench.Clock.UntilWaitedForAsync(TimeSpan.FromSeconds(1));
        var isConnected = bench.Messages.IsConnected;
        await ReconnectAsync(bench, TimeSpan.FromSeconds(1));

        Assert.False(isConnected);
        Assert.Equal(2, bench.Heard.Count);
        Assert.Equal(2, _server.Subscriptions.Count);
    }

    [Fact]
    public async Task Waits_grow_until_a_connection_has_lasted()
    {
        await using var bench = await StartAsync(Token);
        _server.Refusal = 503;
        bench.Bot.On("message/ws", _server.AnswerAsync);
        await bench.RunAsync();

        foreach (var seconds in new[] { 1, 2, 4, 8, 16, 32, 60 })
        {
            await _server.UntilRefusedAsync();
            await bench.Clock.UntilWaitedForAsync(TimeSpan.FromSeconds(seconds));
            bench.Clock.Advance(TimeSpan.FromSeconds(seconds));
        }

        await _server.UntilRefusedAsync();
        await bench.Clock.UntilWaitedForAsync(TimeSpan.FromSeconds(60));
        _server.Refusal = null;
        await ReconnectAsync(bench, TimeSpan.FromSeconds(60));
        bench.Clock.Advance(TimeSpan.FromSeconds(31));
        _server.Cut();
        await bench.Clock.UntilWaitedForAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(2, bench.Log.All.Count(line => line.Contains("message websocket is not connected", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_wrong_token_is_named_in_health_and_by_the_doctor_and_nowhere_told()
    {
        await using var bench = await StartAsync(("FREQTRADE_API_WS_TOKEN", "a wrong+token/that=nobody&may read"));
        bench.Bot.On("message/ws", _server.AnswerAsync);
        await bench.RunAsync();
        await _server.UntilRefusedAsync();
        await bench.Clock.UntilWaitedForAsync(TimeSpan.FromSeconds(1));

        var status = await bench.CheckAsync();
        var checks = await bench.InspectAsync();

        Assert.Equal((true, false), (status.IsReady, status.IsListening));
        Assert.Equal(["the bot refuses the token in Execution:Freqtrade:WebsocketToken at its message websocket (403)"], status.Notes);
        var check = Assert.Single(checks, check => check.Name == "websocket");
        Assert.Equal(("wrong", status.Notes[0]), (check.Verdict, check.Found));
        Assert.DoesNotContain(bench.Log.All, line => line.Contains("nobody", StringComparison.Ordinal));
        Assert.DoesNotContain(checks, check => $"{check}".Contains("nobody", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_file_is_read()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, "the-token-of-the-websocket\n", TestContext.Current.CancellationToken);

        await using var bench = await ConnectedAsync(("Execution:Freqtrade:WebsocketTokenFile", path));

        File.Delete(path);
        Assert.True(bench.Messages.IsConnected);
        Assert.True((await bench.CheckAsync()).IsListening);
    }

    [Fact]
    public async Task Without_a_token_there_is_no_websocket_and_no_complaint()
    {
        await using var bench = await StartAsync();
        bench.Bot.On("message/ws", _server.AnswerAsync);
        await bench.RunAsync();

        var status = await bench.CheckAsync();

        Assert.Equal((true, null), (status.IsReady, status.IsListening));
        Assert.Empty(status.Notes);
        Assert.Contains(await bench.InspectAsync(), check => check is { Name: "websocket", Verdict: "ok" });
        Assert.DoesNotContain(bench.Bot.Calls, call => call.Contains("message/ws", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_token_of_its_own_the_access_token_serves_and_a_refused_one_is_renewed()
    {
        await using var bench = await StartAsync(("Execution:Freqtrade:Authentication", "Token"));
        var issued = 0;
        bench.Bot.On("token/login", http =>
        {
            http.Response.ContentType = "application/json";
            return http.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes($$"""{"access_token":"access-{{++issued}}","refresh_token":"refresh"}"""), http.RequestAborted).AsTask();
        });
        _server.Token = "access-2";
        bench.Bot.On("message/ws", _server.AnswerAsync);

        await bench.RunAsync();
        await _server.UntilRefusedAsync();
        await bench.Clock.UntilWaitedForAsync(TimeSpan.FromSeconds(1));
        var notes = (await bench.CheckAsync()).Notes;
        await ReconnectAsync(bench, TimeSpan.FromSeconds(1));

        Assert.Empty(notes);
        Assert.Equal(2, issued);
    }

    [Fact]
    public async Task A_bot_without_a_websocket_is_named_and_works_as_before()
    {
        await using var bench = await StartAsync(Token);
        await bench.RunAsync();
        await bench.Clock.UntilWaitedForAsync(TimeSpan.FromSeconds(1));

        var status = await bench.CheckAsync();

        Assert.True(status.IsReady);
        Assert.Contains("(404)", Assert.Single(status.Notes), StringComparison.Ordinal);
        Assert.Empty(await bench.Gateway.GetOpenPositionsAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_executor_that_does_not_hear_ends_nothing()
    {
        await using var bench = await StartAsync(Token);
        bench.Heard.IsDeaf = true;
        bench.Bot.On("message/ws", _server.AnswerAsync);
        await bench.RunAsync();
        await _server.UntilSubscribedAsync();
        await bench.Heard.UntilAsync();
        await PassSpacingAsync(bench);

        await _server.SendAsync("""{"type":"exit_fill"}""");
        await bench.Heard.UntilAsync();

        Assert.True(bench.Messages.IsConnected);
    }

    private static Task<ScriptedBench> StartAsync(params (string, string)[] settings) => ScriptedBench.StartAsync(settings);

    private async Task<ScriptedBench> ConnectedAsync(params (string, string)[] settings)
    {
        var bench = await StartAsync(settings);
        bench.Bot.On("message/ws", _server.AnswerAsync);
        await bench.RunAsync();
        await _server.UntilSubscribedAsync();
        await bench.Heard.UntilAsync();
        await PassSpacingAsync(bench);
        return bench;
    }

    private async Task ReconnectAsync(ScriptedBench bench, TimeSpan wait)
    {
        bench.Clock.Advance(wait);
        await _server.UntilSubscribedAsync();
        await bench.Heard.UntilAsync();
        Assert.True(bench.Messages.IsConnected);
    }

    private static async Task PassSpacingAsync(ScriptedBench bench)
    {
        await bench.Clock.UntilWaitedForAsync(StirBell.Spacing);
        bench.Clock.Advance(StirBell.Spacing);
    }

    private static (string Direction, string Text)[] RecordedFrames()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(SharedData.Require("fixtures", "freqtrade"), "websocket.json")));
        return [.. document.RootElement.GetProperty("frames").EnumerateArray().Select(frame => (frame.GetProperty("direction").GetString()!, frame.GetProperty("json").GetRawText()))];
    }
}
