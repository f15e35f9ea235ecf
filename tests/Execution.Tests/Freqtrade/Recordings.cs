using System.Text;
using System.Text.Json;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Execution.Tests.Freqtrade;

/// <summary>Recorded exchanges with a real bot, read in place.</summary>
internal static class Recordings
{
    public static IEnumerable<RecordedExchange> All()
    {
        var folder = SharedData.Require("fixtures", "freqtrade");
        foreach (var path in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            if (!document.RootElement.TryGetProperty("exchanges", out var exchanges))
            {
                continue;
            }

            foreach (var exchange in exchanges.EnumerateArray())
            {
                yield return Read(Path.GetFileNameWithoutExtension(path), exchange);
            }
        }
    }

    private static RecordedExchange Read(string file, JsonElement exchange)
    {
        var request = exchange.GetProperty("request");
        var response = exchange.GetProperty("response");
        var status = response.GetProperty("status");
        var body = response.TryGetProperty("json", out var json)
            ? json.GetRawText()
            : response.TryGetProperty("text", out var text) ? text.GetString()! : string.Empty;
        return new(
            $"{file}: {exchange.GetProperty("name").GetString()}",
            request.GetProperty("method").GetString()!,
            request.GetProperty("path").GetString()!["/api/v1/".Length..],
            status.ValueKind == JsonValueKind.Null ? null : status.GetInt32(),
            Encoding.UTF8.GetBytes(body));
    }
}

/// <summary>One of them. <paramref name="Path"/> is below <c>/api/v1/</c>; no status means that the caller gave up.</summary>
internal sealed record RecordedExchange(string Name, string Method, string Path, int? Status, byte[] Body);
