using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace SqueezeFlow.Simulation.Freqtrade.Messages;

/// <summary>One connection of the message websocket.</summary>
internal sealed class MessageListener(WebSocket socket, Func<string> whitelist)
{
    private static readonly HashSet<string> Known =
    [
        "entry", "entry_fill", "entry_cancel", "exit", "exit_fill", "exit_cancel", "status", "startup", "warning", "exception",
        "protection_trigger", "protection_trigger_global", "whitelist", "analyzed_df", "new_candle", "strategy_msg",
    ];

    private readonly Channel<string> _outgoing = Channel.CreateUnbounded<string>();

    /// <summary>What it has subscribed to.</summary>
    public IReadOnlySet<string> Topics { get; private set; } = new HashSet<string>();

    public void Post(string text) => _outgoing.Writer.TryWrite(text);

    /// <summary>Reads requests and sends messages until either side closes.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sending = SendAsync(stop.Token);
        try
        {
            await ReceiveAsync(stop.Token);
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or IOException)
        {
            socket.Abort();
        }

        await stop.CancelAsync();
        await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        await foreach (var text in _outgoing.Reader.ReadAllAsync(cancellationToken))
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, cancellationToken);
        }
    }

    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close || length + part.Count == buffer.Length)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
                return;
            }

            length += part.Count;
            if (part.EndOfMessage)
            {
                Take(buffer.AsSpan(0, length));
                length = 0;
            }
        }
    }

    // What is no request of a known kind is ignored without an answer; one unknown topic voids a whole subscription.
    private void Take(ReadOnlySpan<byte> message)
    {
        var reader = new Utf8JsonReader(message);
        if (!TryParse(ref reader, out var document))
        {
            return;
        }

        using (document)
        {
            var root = document!.RootElement;
            switch (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("type", out var type) ? type.ToString() : null)
            {
                case "whitelist":
                    Post(whitelist());
                    break;
                case "subscribe" when root.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Array:
                    var topics = data.EnumerateArray().Select(static topic => topic.ToString()).ToHashSet();
                    Topics = topics.IsSubsetOf(Known) ? topics : Topics;
                    break;
            }
        }
    }

    private static bool TryParse(ref Utf8JsonReader reader, out JsonDocument? document)
    {
        try
        {
            return JsonDocument.TryParseValue(ref reader, out document);
        }
        catch (JsonException)
        {
            document = null;
            return false;
        }
    }
}
