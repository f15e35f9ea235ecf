using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using SqueezeFlow.Simulation.Freqtrade.Books;

namespace SqueezeFlow.Simulation.Freqtrade.Messages;

/// <summary>Listeners of the bot's message websocket. Safe for concurrent use.</summary>
internal sealed class MessageHub(BotSettings settings, IBotVenue venue)
{
    private readonly ConcurrentDictionary<MessageListener, bool> _listeners = new();

    /// <summary>Listeners that have subscribed to something.</summary>
    public int Subscribed => _listeners.Keys.Count(static listener => listener.Topics.Count > 0);

    /// <summary>Tells those who subscribed to it what happened to a trade.</summary>
    public void Tell(TradeEvent told)
    {
        var rate = venue.Find(told.Trade.BaseCurrency)?.Take(told.Trade.IsShort) ?? told.Trade.OpenRate;
        Send(told.Kind, MessageJson.Of(told, settings, rate));
    }

    /// <summary>Tells those who subscribed to it that the bot does something else now.</summary>
    public void Tell(string state) => Send("status", MessageJson.Status(state));

    /// <summary>Serves a listener until it goes, or the bot does.</summary>
    public async Task ServeAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        var listener = new MessageListener(socket, () => Text(MessageJson.Whitelist(settings)));
        _listeners[listener] = true;
        try
        {
            await listener.RunAsync(cancellationToken);
        }
        finally
        {
            _listeners.TryRemove(listener, out _);
        }
    }

    private static string Text(JsonNode node) => node.ToJsonString(JsonSerializerOptions.Default);

    private void Send(string topic, JsonObject message)
    {
        var text = Text(message);
        foreach (var listener in _listeners.Keys.Where(listener => listener.Topics.Contains(topic)))
        {
            listener.Post(text);
        }
    }
}
