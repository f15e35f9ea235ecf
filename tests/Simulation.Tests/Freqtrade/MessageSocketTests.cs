using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Simulation.Tests.Freqtrade;

/// <summary>The message websocket of the simulated bot, held against the recorded frames of the real one.</summary>
public sealed class MessageSocketTests
{
    private static readonly string[] TradeKinds = ["entry", "entry_fill", "exit", "exit_fill", "entry_cancel"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_trade_that_comes_and_goes_and_one_that_is_cancelled_are_told_in_the_recorded_shapes()
    {
        var recorded = JsonNode.Parse(await File.ReadAllTextAsync(SharedData.Require("fixtures", "freqtrade", "websocket.json"), Token))!["frames"]!.AsArray()
            .Where(frame => (string)frame!["direction"]! == "server").Select(frame => frame!["json"]!).ToList();
        await using var stage = await BotStage.StartAsync();
        using var socket = await ConnectAsync(stage, stage.Bot.Settings.WsToken);
        await SendAsync(socket, """{"type":"subscribe","data":["entry","entry_fill","entry_cancel","exit","exit_fill","status"]}""");
        await SendAsync(socket, """{"type":"whitelist","data":null}""");
        var whitelist = await ReceiveAsync(socket);

        var trade = stage.Bot.Books.OpenByHand("ETH/USDT:USDT", "ws-1", leverage: 2);
        stage.Bot.Books.Close(trade, "force_exit");
        stage.Bot.Settings.EntriesRest = true;
        stage.Bot.Books.Close(stage.Bot.Books.OpenByHand("ETH/USDT:USDT", "ws-2"), "forcesold, fully cancelled");
        List<JsonNode> told = [];
        for (var i = 0; i < 6; i++)
        {
            told.Add(await ReceiveAsync(socket));
        }

        Assert.Empty(Shape.Differences(recorded[0], whitelist));
        Assert.Equal(["entry", "entry_fill", "exit", "exit_fill", "entry", "entry_cancel"], told.Select(message => (string)message["type"]!));
        foreach (var kind in TradeKinds)
        {
            var (expected, found) = (recorded.First(message => (string)message["type"]! == kind), told.First(message => (string)message["type"]! == kind));
            Assert.Equal(Fields(expected), Fields(found));
        }
    }

    [Fact]
    public async Task An_access_token_opens_it_too_and_any_other_is_refused()
    {
        await using var stage = await BotStage.StartAsync();
        using var http = new HttpClient { BaseAddress = stage.Bot.Url };
        http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{stage.Bot.Settings.Username}:{stage.Bot.Settings.Password}")));
        using var login = await http.PostAsync("/api/v1/token/login", null, Token);
        var access = (string)JsonNode.Parse(await login.Content.ReadAsStringAsync(Token))!["access_token"]!;

        using var opened = await ConnectAsync(stage, access);
        using var wrong = new ClientWebSocket();
        wrong.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(() => wrong.ConnectAsync(AddressOf(stage, "wrong"), Token));

        Assert.Equal((WebSocketState.Open, HttpStatusCode.Forbidden), (opened.State, wrong.HttpStatusCode));
    }

    [Fact]
    public async Task One_unknown_topic_voids_a_subscription_and_a_later_one_replaces_the_former()
    {
        await using var stage = await BotStage.StartAsync();
        using var socket = await ConnectAsync(stage, stage.Bot.Settings.WsToken);
        await SendAsync(socket, """{"type":"subscribe","data":["entry"]}""");
        await SendAsync(socket, """{"type":"subscribe","data":["exit","no such topic"]}""");
        await ProbeAsync(socket);

        var trade = stage.Bot.Books.OpenByHand("ETH/USDT:USDT", "one");
        stage.Bot.Books.Close(trade, "force_exit");
        var first = await ReceiveAsync(socket);
        await SendAsync(socket, """{"type":"subscribe","data":["exit_fill"]}""");
        await ProbeAsync(socket);
        trade = stage.Bot.Books.OpenByHand("ETH/USDT:USDT", "two");
        stage.Bot.Books.Close(trade, "force_exit");
        var second = await ReceiveAsync(socket);

        Assert.Equal(("entry", "exit_fill"), ((string)first["type"]!, (string)second["type"]!));
    }

    private static string[] Fields(JsonNode message) => [.. message.AsObject().Select(field => $"{field.Key} {field.Value?.GetValueKind()}".Replace("False", "Boolean", StringComparison.Ordinal).Replace("True", "Boolean", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static Uri AddressOf(BotStage stage, string token) => new($"ws://127.0.0.1:{stage.Bot.Url.Port}/api/v1/message/ws?token={token}");

    private static async Task<ClientWebSocket> ConnectAsync(BotStage stage, string token)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(AddressOf(stage, token), Token);
        return socket;
    }

    // Requests have no acknowledgement: what was sent before is done when this is answered.
    private static async Task ProbeAsync(ClientWebSocket socket)
    {
        await SendAsync(socket, """{"type":"whitelist","data":null}""");
        Assert.Equal("whitelist", (string)(await ReceiveAsync(socket))["type"]!);
    }

    private static Task SendAsync(ClientWebSocket socket, string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, Token);

    private static async Task<JsonNode> ReceiveAsync(ClientWebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), Token);
            length += part.Count;
            if (part.EndOfMessage)
            {
                return JsonNode.Parse(buffer.AsSpan(0, length))!;
            }
        }
    }
}
