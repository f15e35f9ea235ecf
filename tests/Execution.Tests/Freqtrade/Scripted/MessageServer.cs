using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace SqueezeFlow.Execution.Tests.Freqtrade.Scripted;

/// <summary>The message websocket of a scripted bot: takes one token, refuses all others as the bot does, sends what the test says.</summary>
internal sealed class MessageServer : IDisposable
{
    private readonly ConcurrentQueue<WebSocket> _open = new();
    private readonly SemaphoreSlim _subscribed = new(0);
    private readonly SemaphoreSlim _refused = new(0);

    /// <summary>The token that is taken.</summary>
    public string Token { get; set; } = "the-token-of-the-websocket";

    /// <summary>Status with which everybody is refused; null for nobody.</summary>
    public int? Refusal { get; set; }

    /// <summary>What was asked for, in order of the connections.</summary>
    public ConcurrentQueue<string> Subscriptions { get; } = new();

    public async Task AnswerAsync(HttpContext http)
    {
        if (Refusal is not null || http.Request.Query["token"] != Token)
        {
            http.Response.StatusCode = Refusal ?? 403;
            _refused.Release();
            return;
        }

        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[4096];
        var request = await socket.ReceiveAsync(buffer, http.RequestAborted);
        Subscriptions.Enqueue(Encoding.UTF8.GetString(buffer, 0, request.Count));
        _open.Enqueue(socket);
        _subscribed.Release();
        try
        {
            while ((await socket.ReceiveAsync(buffer, http.RequestAborted)).MessageType != WebSocketMessageType.Close)
            {
                // A bot reads on; nothing is expected.
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            // The client is gone.
        }
    }

    public async Task UntilSubscribedAsync() =>
        Assert.True(await _subscribed.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken), "nobody subscribed within 30 s");

    public async Task UntilRefusedAsync() =>
        Assert.True(await _refused.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken), "nobody was refused within 30 s");

    /// <summary>Sends a frame over the latest connection, in parts where it is told to.</summary>
    public async Task SendAsync(byte[] frame, int partLength = int.MaxValue)
    {
        for (var at = 0; at < frame.Length; at += Math.Min(partLength, frame.Length - at))
        {
            var length = Math.Min(partLength, frame.Length - at);
            await _open.Last().SendAsync(frame.AsMemory(at, length), WebSocketMessageType.Text, at + length == frame.Length, TestContext.Current.CancellationToken);
        }
    }

    public Task SendAsync(string frame) => SendAsync(Encoding.UTF8.GetBytes(frame));

    /// <summary>Cuts the latest connection.</summary>
    public void Cut() => _open.Last().Abort();

    /// <summary>Closes the latest connection as a bot that stops does.</summary>
    public Task CloseAsync() => _open.Last().CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, "bye", TestContext.Current.CancellationToken);

    public void Dispose()
    {
        _subscribed.Dispose();
        _refused.Dispose();
    }
}
