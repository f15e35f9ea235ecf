using System.Text.Json.Nodes;

namespace SqueezeFlow.Execution.Tests.Freqtrade.Double;

/// <summary>Status and JSON body of an answer.</summary>
internal sealed record BotReply(int Status, JsonNode? Body)
{
    public static BotReply Ok(JsonNode body) => new(200, body);

    public static BotReply Detail(int status, string detail) => new(status, new JsonObject { ["detail"] = detail });

    public static BotReply Refusal(string call, string reason) =>
        new(502, new JsonObject { ["error"] = $"Error querying /api/v1/{call}: {reason}" });
}
