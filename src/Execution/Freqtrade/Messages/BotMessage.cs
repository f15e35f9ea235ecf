using System.Text.Json;

namespace SqueezeFlow.Execution.Freqtrade.Messages;

/// <summary>What goes over the bot's message websocket.</summary>
internal static class BotMessage
{
    /// <summary>What is asked for. All of it was known to 2023.1: a bot refuses the whole request when it does not know one of the topics.</summary>
    public static readonly IReadOnlyList<string> Topics =
    [
        "entry", "entry_fill", "entry_cancel", "exit", "exit_fill", "exit_cancel", "status", "warning", "protection_trigger", "protection_trigger_global",
    ];

    /// <summary>The request for them; it is never acknowledged.</summary>
    public static byte[] Subscribe { get; } =
        [.. """{"type":"subscribe","data":["""u8, .. System.Text.Encoding.ASCII.GetBytes(string.Join(',', Topics.Select(topic => $"\"{topic}\""))), .. "]}"u8];

    /// <summary>The topic of a message; null for one that is none of ours, or no message at all.</summary>
    public static string? TopicOf(ReadOnlyMemory<byte> frame)
    {
        try
        {
            using var message = JsonDocument.Parse(frame);
            return message.RootElement.ValueKind == JsonValueKind.Object
                && message.RootElement.TryGetProperty("type"u8, out var type)
                && type.ValueKind == JsonValueKind.String
                ? Topics.FirstOrDefault(topic => type.ValueEquals(topic))
                : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // The latter is thrown for half a character.
            return null;
        }
    }
}
