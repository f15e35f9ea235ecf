using System.Net;
using System.Text.Json;
using SqueezeFlow.Execution.Freqtrade.Settings;

namespace SqueezeFlow.Execution.Freqtrade.Rest;

/// <summary>What a status code with its body says. A bot and a proxy in front of it share codes; only the bot answers in its JSON shapes.</summary>
internal sealed class AnswerClassifier(SecretMask mask)
{
    public FreqtradeAnswer Classify(HttpStatusCode status, byte[] body, Uri? location = null) => status switch
    {
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => new(ReplyKind.Ok, body, string.Empty),
        >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => new(ReplyKind.Failed, body, Redirected(status, location)),
        HttpStatusCode.Unauthorized => Of(ReplyKind.Unauthorized, body, "detail"),
        HttpStatusCode.NotFound => Of(ReplyKind.NotFound, body, "detail"),
        HttpStatusCode.UnprocessableEntity => Of(ReplyKind.Malformed, body, "detail"),
        HttpStatusCode.BadGateway => Of(ReplyKind.Refused, body, "error"),
        HttpStatusCode.ServiceUnavailable => Of(ReplyKind.WrongState, body, "detail"),
        _ => new(ReplyKind.Failed, body, $"{(int)status} {mask.Excerpt(body)}"),
    };

    private FreqtradeAnswer Of(ReplyKind kind, byte[] body, string property)
    {
        if (ReasonIn(body, property) is { } reason)
        {
            return new(kind, body, mask.Excerpt(reason));
        }

        // Credentials are as wrong when a proxy says so; every other code without the bot's own words proves nothing.
        return kind == ReplyKind.Unauthorized
            ? new(kind, body, mask.Excerpt(body))
            : new(ReplyKind.Failed, body, $"not the bot's own answer: {mask.Excerpt(body)}");
    }

    // Never followed: the password goes to the address that was configured, and to no other.
    private string Redirected(HttpStatusCode status, Uri? location)
    {
        var where = location is { IsAbsoluteUri: true } ? location.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) : "another path";
        return $"{(int)status}, sent on to {mask.Excerpt(where)}, which is not followed: put the bot's own address into {FreqtradeOptions.Section}:{nameof(FreqtradeOptions.Url)}";
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

            return reason.ValueKind == JsonValueKind.String ? WithoutPath(reason.GetString()!) : reason.GetRawText();
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // The latter is thrown for a text that is no UTF-8, or half a character.
            return null;
        }
    }

    private static string WithoutPath(string reason)
    {
        var colon = reason.StartsWith("Error querying", StringComparison.Ordinal) ? reason.IndexOf(": ", StringComparison.Ordinal) : -1;
        return colon < 0 ? reason : reason[(colon + 2)..];
    }
}
