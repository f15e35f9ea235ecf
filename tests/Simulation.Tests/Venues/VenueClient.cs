using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace SqueezeFlow.Simulation.Tests.Venues;

/// <summary>A plain WebSocket client of the simulated venues.</summary>
internal sealed class VenueClient : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[64 * 1024];

    public WebSocketState State => _socket.State;

    public static async Task<VenueClient> ConnectAsync(string? address, CancellationToken cancellationToken)
    {
        var client = new VenueClient();
        await client._socket.ConnectAsync(new(address!), cancellationToken);
        return client;
    }

    /// <summary>Sends a control message and returns the answer to it.</summary>
    public async Task<string> AskAsync(string message, CancellationToken cancellationToken)
    {
        await SendAsync(message, cancellationToken);
        while (true)
        {
            var answer = await ReceiveAsync(cancellationToken);
            if (answer is null || answer.Contains("\"id\":", StringComparison.Ordinal))
            {
                return answer ?? "closed";
            }
        }
    }

    public Task SendAsync(string message, CancellationToken cancellationToken) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, cancellationToken);

    public Task<string> SubscribeAsync(CancellationToken cancellationToken, params string[] streams) =>
        AskAsync($$"""{"method":"SUBSCRIBE","params":[{{string.Join(',', streams.Select(stream => $"\"{stream}\""))}}],"id":1}""", cancellationToken);

    /// <summary>The next message; null when the venue closed.</summary>
    public async Task<string?> ReceiveAsync(CancellationToken cancellationToken)
    {
        var length = 0;
        while (true)
        {
            var part = await _socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken);
            length += part.Count;
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            if (part.EndOfMessage)
            {
                return Encoding.UTF8.GetString(_buffer, 0, length);
            }
        }
    }

    public async Task<List<JsonElement>> ReceiveAsync(int count, CancellationToken cancellationToken)
    {
        var all = new List<JsonElement>(count);
        while (all.Count < count)
        {
            var message = await ReceiveAsync(cancellationToken) ?? throw new InvalidOperationException($"closed after {all.Count} of {count} messages");
            all.Add(JsonDocument.Parse(message).RootElement);
        }

        return all;
    }

    public void Dispose() => _socket.Dispose();
}
