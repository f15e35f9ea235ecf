using System.Text.Json.Nodes;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Simulation.Tests.Freqtrade;

/// <summary>A call to the real bot as it was recorded, with its answer; no status when the caller gave up.</summary>
internal sealed record RecordedExchange(
    string File, string Name, string Scenario, string Method, string Path, string Auth, JsonNode? Body, string? RawBody, int? Status, JsonObject Headers, JsonNode? Json, string? Text)
{
    /// <summary>Files with exchanges; frames of the websocket are played by <see cref="MessageSocketTests"/>.</summary>
    public static TheoryData<string> Files()
    {
        // Whoever has none sees the test skipped, with the reason.
        string[] paths = SharedData.Root is { } root ? Directory.GetFiles(System.IO.Path.Combine(root, "fixtures", "freqtrade"), "*.json") : ["lifecycle-long"];
        return [.. paths.Where(HasExchanges).Select(static path => System.IO.Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];
    }

    /// <summary>All of a file, in the order in which they happened.</summary>
    public static IReadOnlyList<RecordedExchange> Of(string file)
    {
        var path = SharedData.Require("fixtures", "freqtrade", $"{file}.json");
        var exchanges = JsonNode.Parse(System.IO.File.ReadAllText(path))!["exchanges"]?.AsArray() ?? [];
        return [.. exchanges.Select(item => Read(file, item!))];
    }

    /// <summary>Name of the call: the first part of its path.</summary>
    public string Call => Path["/api/v1/".Length..].Split('/', '?')[0];

    public override string ToString() => $"{File}: {Name}";

    private static bool HasExchanges(string path) =>
        !System.IO.File.Exists(path) || JsonNode.Parse(System.IO.File.ReadAllText(path))!["exchanges"] is JsonArray { Count: > 0 };

    private static RecordedExchange Read(string file, JsonNode item)
    {
        var (request, response) = (item["request"]!, item["response"]!);
        return new(
            file,
            (string)item["name"]!,
            (string)item["scenario"]!,
            (string)request["method"]!,
            (string)request["path"]!,
            (string)request["auth"]!,
            request["body"],
            (string?)request["rawBody"],
            (int?)response["status"],
            response["headers"]?.AsObject() ?? [],
            response["json"],
            (string?)response["text"]);
    }
}
