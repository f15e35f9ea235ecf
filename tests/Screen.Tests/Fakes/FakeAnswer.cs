using System.Text.Json.Nodes;

namespace SqueezeFlow.Screen.Tests.Fakes;

/// <summary>What a path is answered.</summary>
/// <param name="Status">HTTP's number.</param>
/// <param name="Body">JSON.</param>
internal sealed record FakeAnswer(int Status, JsonNode Body)
{
    /// <summary>A refusal in the service's words.</summary>
    public static FakeAnswer Problem(int status, string title, string detail) =>
        new(status, new JsonObject { ["title"] = title, ["status"] = status, ["detail"] = detail });
}
