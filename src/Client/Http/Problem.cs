using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using SqueezeFlow.Core.Api;

namespace SqueezeFlow.Client.Http;

/// <summary>A refusal of the service as one line, in words that need no knowledge of its HTTP side.</summary>
internal static partial class Problem
{
    /// <summary>Reads problem details out of <paramref name="body"/> where it holds some.</summary>
    public static ServiceRefusal Of(HttpStatusCode status, string method, Uri address, string body)
    {
        var details = Read(body);
        var list = details?.Fix is { } fix && PointedList().Match(fix) is { Success: true } pointed ? pointed.Groups["list"].Value : null;
        var hint = status switch
        {
            HttpStatusCode.Unauthorized => " (give --api-key, SQUEEZEFLOW_API_KEY or SQUEEZEFLOW_API_KEY_FILE)",
            HttpStatusCode.MethodNotAllowed => " (is this service older than the console? see: squeezeflow doctor)",
            _ => string.Empty,
        };
        var isUsage = status == HttpStatusCode.BadRequest || (status == HttpStatusCode.NotFound && details?.Field is ("symbol" or "market" or "id"));
        return new(isUsage ? ConsoleExit.BadUsage : ConsoleExit.Failed, (Words(details) ?? Strange(status, method, address, body)) + hint)
        {
            Status = (int)status,
            Value = details?.Value?.ToString(),
            ListOfKnown = list == "products" ? ApiPaths.Markets : list,
        };
    }

    private static string? Words(Details? details)
    {
        string?[] errors = [.. details?.Errors?.Select(pair => $"{pair.Key}: {string.Join(", ", pair.Value)}") ?? []];
        var text = string.Join(": ", errors.Prepend(details?.Detail ?? details?.Title).Where(part => !string.IsNullOrWhiteSpace(part)));
        return text.Length > 0 ? OneLine(text) : null;
    }

    // The address may belong to another program: its words are still the best there is.
    private static string Strange(HttpStatusCode status, string method, Uri address, string body) =>
        $"{address.GetLeftPart(UriPartial.Authority)} answers {method} {address.AbsolutePath} with {(int)status} {status}" +
        (body.Length is > 0 and < 200 ? ": " + OneLine(body) : string.Empty) +
        $": is this a SqueezeFlow service of version {Versions.OfConsole}?";

    private static Details? Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<Details>(body, ClientJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex($@"\bsee /(api/v1/)?(?<list>{ApiPaths.Symbols}|products|{ApiPaths.Markets}|{ApiPaths.Feeds}|{ApiPaths.Positions})\b")]
    private static partial Regex PointedList();

    private sealed record Details(string? Title, string? Detail, string? Field, string? Fix, JsonElement? Value, Dictionary<string, string[]>? Errors);
}
