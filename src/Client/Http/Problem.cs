using System.Net;
using System.Text.Json;

namespace SqueezeFlow.Client.Http;

/// <summary>A refusal of the service as one line.</summary>
internal static class Problem
{
    /// <summary>Reads problem details out of <paramref name="body"/> where it holds some.</summary>
    public static CommandFailure Of(HttpStatusCode status, string method, Uri address, string body)
    {
        var exitCode = status == HttpStatusCode.BadRequest ? ExitCode.BadUsage : ExitCode.Failed;
        var hint = status switch
        {
            HttpStatusCode.Unauthorized => " (give --api-key, SQUEEZEFLOW_API_KEY or SQUEEZEFLOW_API_KEY_FILE)",
            HttpStatusCode.MethodNotAllowed => " (is this service older than the console? see: squeezeflow doctor)",
            _ => string.Empty,
        };
        return new(exitCode, $"{method} {address.AbsolutePath}: {(int)status} {Text(status, body)}{hint}");
    }

    private static string Text(HttpStatusCode status, string body)
    {
        try
        {
            var details = JsonSerializer.Deserialize<Details>(body, ClientJson.Options);
            string?[] parts = [details?.Title, details?.Detail, .. details?.Errors?.Select(pair => $"{pair.Key}: {string.Join(", ", pair.Value)}") ?? []];
            var text = string.Join(": ", parts.Where(part => !string.IsNullOrWhiteSpace(part)));
            return text.Length > 0 ? OneLine(text) : status.ToString();
        }
        catch (JsonException)
        {
            // The address may belong to another program: its words are still the best there is.
            return body.Length is > 0 and < 200 ? OneLine(body) : status.ToString();
        }
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private sealed record Details(string? Title, string? Detail, Dictionary<string, string[]>? Errors);
}
