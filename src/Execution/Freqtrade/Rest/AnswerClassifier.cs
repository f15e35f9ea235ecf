using System.Net;
using System.Text;
using System.Text.Json;

namespace SqueezeFlow.Execution.Freqtrade.Rest;

/// <summary>What a status code with its body says. A bot and a proxy in front of it share codes; only the bot answers in its JSON shapes.</summary>
internal static class AnswerClassifier
{
    private const int LongestReason = 300;

    public static FreqtradeAnswer Classify(HttpStatusCode status, byte[] body) => status switch
    {
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => new(ReplyKind.Ok, body, string.Empty),
        HttpStatusCode.Unauthorized => Of(ReplyKind.Unauthorized, body, "detail"),
        HttpStatusCode.NotFound => Of(ReplyKind.NotFound, body, "detail"),
        HttpStatusCode.UnprocessableEntity => Of(ReplyKind.Malformed, body, "detail"),
        HttpStatusCode.BadGateway => Of(ReplyKind.Refused, body, "error"),
        HttpStatusCode.ServiceUnavailable => Of(ReplyKind.WrongState, body, "detail"),
        _ => new(ReplyKind.Failed, body, $"{(int)status} {Text(body)}"),
    };

    private static FreqtradeAnswer Of(ReplyKind kind, byte[] body, string property)
    {
        if (ReasonIn(body, property) is { } reason)
        {
            return new(kind, body, reason);
        }

        // Credentials are as wrong when a proxy says so; every other code without the bot's own words proves nothing.
        return kind == ReplyKind.Unauthorized
            ? new(kind, body, Text(body))
            : new(ReplyKind.Failed, body, $"not the bot's own answer: {Text(body)}");
    }

    private static string? ReasonIn(byte[] body, string property)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(property, out var reason))
            {
                return null;
            }

            return reason.ValueKind == JsonValueKind.String ? WithoutPath(reason.GetString()!) : Shorten(reason.GetRawText());
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string WithoutPath(string reason)
    {
        var colon = reason.StartsWith("Error querying", StringComparison.Ordinal) ? reason.IndexOf(": ", StringComparison.Ordinal) : -1;
        return Shorten(colon < 0 ? reason : reason[(colon + 2)..]);
    }

    private static string Text(byte[] body) => Shorten(Encoding.UTF8.GetString(body));

    private static string Shorten(string text) => text.Length <= LongestReason ? text : text[..LongestReason];
}
