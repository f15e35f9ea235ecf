using System.Text.Json;

namespace SqueezeFlow.Simulation.Venues.Streams;

/// <summary>A control message of a client.</summary>
/// <param name="Method"><c>SUBSCRIBE</c>, <c>UNSUBSCRIBE</c>, <c>LIST_SUBSCRIPTIONS</c> or what the client wrote.</param>
/// <param name="Streams">Stream names.</param>
/// <param name="Id">The request's id as it stood in the message.</param>
internal sealed record StreamRequest(string Method, IReadOnlyList<string> Streams, string Id)
{
    /// <summary>Reads a message; the request or, when it is none, the venue's answer to it.</summary>
    public static (StreamRequest? Request, string? Error) Parse(ReadOnlyMemory<byte> message)
    {
        try
        {
            using var document = JsonDocument.Parse(message);
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            return (null, Error(3, "Invalid JSON: expected value", "null"));
        }
    }

    /// <summary>An error message of the venue.</summary>
    public static string Error(int code, string text, string id) =>
        $$"""{"error":{"code":{{code}},"msg":"{{text}}"},"id":{{id}}}""";

    private static (StreamRequest? Request, string? Error) Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object ||
            !root.TryGetProperty("method", out var method) || method.ValueKind != JsonValueKind.String)
        {
            return (null, Error(2, "Invalid request: missing field `method`", "null"));
        }

        var id = root.TryGetProperty("id", out var given) ? given.GetRawText() : "null";
        var streams = new List<string>();
        if (root.TryGetProperty("params", out var list) && list.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in list.EnumerateArray())
            {
                if (item.ValueKind != JsonValueKind.String)
                {
                    return (null, Error(2, "Invalid request: params must be strings", id));
                }

                streams.Add(item.GetString()!);
            }
        }

        return (new(method.GetString()!, streams, id), null);
    }
}
