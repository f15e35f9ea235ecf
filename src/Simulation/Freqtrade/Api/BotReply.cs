using System.Text.Json.Nodes;

namespace SqueezeFlow.Simulation.Freqtrade.Api;

/// <summary>Status and body of an answer.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">JSON body.</param>
internal sealed record BotReply(int Status, JsonNode Body)
{
    /// <summary>Value of <c>www-authenticate</c>; null for none.</summary>
    public string? Challenge { get; init; }

    public static BotReply Ok(JsonNode body) => new(200, body);

    public static BotReply Say(string text) => Ok(new JsonObject { ["status"] = text });

    public static BotReply Detail(int status, string detail) => new(status, new JsonObject { ["detail"] = detail });

    public static BotReply Unauthorized(string detail, string? challenge) => Detail(401, detail) with { Challenge = challenge };

    public static BotReply Refusal(string path, string reason) => new(502, new JsonObject { ["error"] = $"Error querying /api/v1/{path}: {reason}" });

    public static BotReply Malformed(params IEnumerable<JsonNode> problems) => new(422, new JsonObject { ["detail"] = new JsonArray([.. problems]) });
}
