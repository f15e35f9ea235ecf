using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace SqueezeFlow.Silo.Api.Description;

/// <summary>What each parameter means. They are read as text, so that a refusal can name the value; here they get their real shape.</summary>
internal sealed class ParameterDescriptions : IOpenApiOperationTransformer
{
    private const string Moment = "ISO-8601 (2025-01-01T00:00Z) or milliseconds since 1970 UTC";

    private static readonly Dictionary<string, (string Words, OpenApiSchema Shape)> Known = new(StringComparer.Ordinal)
    {
        ["account"] = ("Name of an account in any letter case, e.g. main; all without.", Text()),
        ["at"] = ($"Close of the bar, market time: {Moment}; the latest by default.", Text()),
        ["bars"] = ("Base coins whose bars are told, comma separated; those of symbols without.", Text()),
        ["by"] = ("symbol: summed over the markets; market: each market apart.", OneOf("symbol", "market")),
        ["changes"] = ("Whether sym tells an array of what has changed of symbols, instead of all of one.", new() { Type = JsonSchemaType.Boolean, Default = JsonValue.Create(false) }),
        ["closed"] = ("Whether closed positions are told too.", new() { Type = JsonSchemaType.Boolean, Default = JsonValue.Create(false) }),
        ["exchange"] = ("Venue id in any letter case, e.g. BINANCE.", Text()),
        ["from"] = ($"Start of the range, inclusive, market time: {Moment}.", Text()),
        ["hz"] = ("Times a second that bars and symbols are told at most.", new() { Type = JsonSchemaType.Number, Format = "double", Minimum = "0.1", Maximum = "50", Default = JsonValue.Create(4) }),
        ["id"] = ("Id of the feed (BINANCE/0, its slash as %2F), of the position or of the signal.", Text()),
        ["keep"] = ("Whether fuller bars that are stored stay without a word; else one refuses the call.", new() { Type = JsonSchemaType.Boolean, Default = JsonValue.Create(false) }),
        ["kinds"] = ("Kinds of events, comma separated: bar, sym, signal, order, feed, gap, status, action, shadow; all without.", Text()),
        ["lastEventId"] = ("Number of the last event known: later ones come first. The header Last-Event-ID counts before it.", Whole(0, null)),
        ["limit"] = ("Rows at most.", Whole(1, 10_000, 50)),
        ["market"] = ("Market id in any letter case, e.g. BINANCE:btcusdt.", Text()),
        ["markets"] = ("Market ids joined with +.", Text()),
        ["name"] = ("Name of a part, as /health tells it, or of a shadow, as /shadows does.", Text()),
        ["number"] = ("Number of the venue's connection, from 0.", Text()),
        ["of"] = ("What is summed: TOTAL_AGG (all venues), FUTURES_AGG, or a venue in any letter case.", Text("TOTAL_AGG")),
        ["seconds"] = ("Seconds of wall time for which the venue is cut off.", Whole(1, 120, 10)),
        ["source"] = ("Whose signals: all; strategy: the strategy's own; external: those from outside.", OneOf("all", "strategy", "external")),
        ["symbol"] = ("Base coin in any letter case, e.g. BTC.", Text()),
        ["symbols"] = ("Base coins, comma separated; all without.", Text()),
        ["timeframe"] = ("Length of a bar: a whole number and s, m, h or d.", Text("5m")),
        ["venue"] = ("Simulated venue in any letter case, e.g. BINANCE.", Text()),
        ["wait"] = ("How long the verdict is waited for, e.g. 10s; 30s at most, not at all by default.", Text()),
        ["to"] = ($"End of the range, exclusive, market time: {Moment}; the latest by default.", Text()),
    };

    private static readonly Dictionary<string, (string Words, OpenApiSchema Shape)> ForCharts = new(StringComparer.Ordinal)
    {
        ["from"] = ("Start, inclusive, milliseconds since 1970 UTC.", Whole(0, null)),
        ["to"] = ("End, exclusive, milliseconds since 1970 UTC.", Whole(0, null)),
        ["timeframe"] = ("Length of a bar, milliseconds.", Whole(1_000, null)),
    };

    /// <inheritdoc/>
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var needed = context.Description.ActionDescriptor.EndpointMetadata.OfType<NeededParameter>().Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal);
        var isForCharts = Access.CrossOrigin.IsForCharts("/" + context.Description.RelativePath);
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            var (words, shape) = isForCharts && ForCharts.TryGetValue(parameter.Name!, out var chart) ? chart
                : Known.GetValueOrDefault(parameter.Name!, (parameter.Description ?? "", Text()));
            (parameter.Description, parameter.Schema) = (words, shape);
            parameter.Required |= needed.Contains(parameter.Name!);
        }

        return Task.CompletedTask;
    }

    private static OpenApiSchema Text(string? otherwise = null) =>
        new() { Type = JsonSchemaType.String, Default = otherwise is null ? null : JsonValue.Create(otherwise) };

    private static OpenApiSchema OneOf(params string[] words) =>
        new() { Type = JsonSchemaType.String, Enum = [.. words.Select(word => JsonValue.Create(word))], Default = JsonValue.Create(words[0]) };

    private static OpenApiSchema Whole(int least, int? most, int? otherwise = null) => new()
    {
        Type = JsonSchemaType.Integer,
        Format = "int64",
        Minimum = $"{least}",
        Maximum = most is null ? null : $"{most}",
        Default = otherwise is null ? null : JsonValue.Create(otherwise.Value),
    };
}
