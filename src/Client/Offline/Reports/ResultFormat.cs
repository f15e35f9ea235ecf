using System.Text.Json;
using System.Text.Json.Nodes;
using SqueezeFlow.Client.Http;
using SqueezeFlow.Core.Signals.Parameters;

namespace SqueezeFlow.Client.Offline.Reports;

/// <summary>By what a reader knows the documents of results, and what all of them tell of how they were made.</summary>
internal static class ResultFormat
{
    /// <summary>Shape of all of them; a reader refuses those that it does not know.</summary>
    public const int Version = 1;

    /// <summary>What <c>backtest --json</c> prints.</summary>
    public const string Backtest = "squeezeflow-backtest-result";

    /// <summary>What <c>sweep --json</c> prints.</summary>
    public const string Sweep = "squeezeflow-sweep-result";

    /// <summary>What <c>walkforward --json</c> prints.</summary>
    public const string WalkForward = "squeezeflow-walkforward-result";

    private static readonly JsonSerializerOptions Snake = new(ClientJson.Options) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The first fields of a document.</summary>
    public static IEnumerable<KeyValuePair<string, JsonNode?>> Head(string format) =>
        [new("format", format), new("version", Version), new("program", Versions.OfConsole)];

    /// <summary>The files that were read, with their hashes.</summary>
    public static JsonNode? Of(IReadOnlyList<ReportInput> inputs) => JsonSerializer.SerializeToNode(inputs, Snake);

    /// <summary>Every parameter of the strategy by its name.</summary>
    public static JsonObject Of(StrategyParameters parameters) =>
        new(ParameterCatalog.All.Select(field => KeyValuePair.Create(field.Name, (JsonNode?)field.Of(parameters))));
}
