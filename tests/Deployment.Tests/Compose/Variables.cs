using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SqueezeFlow.Deployment.Tests.Compose;

/// <summary>Variables of compose files, filled in as compose does.</summary>
internal static partial class Variables
{
    /// <summary>Names of those that a text asks for.</summary>
    public static IEnumerable<string> NamesIn(string text) => Variable().Matches(text).Select(match => match.Groups["name"].Value).Distinct();

    /// <summary>The same tree with each variable's value, or what the file says for the case that there is none.</summary>
    public static JsonNode? Fill(JsonNode? node, IReadOnlyDictionary<string, string> values) => node switch
    {
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Fill(pair.Value, values)))),
        JsonArray list => new JsonArray([.. list.Select(item => Fill(item, values))]),
        JsonValue value when value.TryGetValue<string>(out var text) => JsonValue.Create(Fill(text, values)),
        _ => node?.DeepClone(),
    };

    private static string Fill(string text, IReadOnlyDictionary<string, string> values) => Variable().Replace(text, match =>
        values.GetValueOrDefault(match.Groups["name"].Value) is { Length: > 0 } value ? value
        : match.Groups["kind"].Value != ":?" ? match.Groups["other"].Value
        : throw new InvalidOperationException($"{match.Groups["name"].Value} is not set: {match.Groups["other"].Value}"));

    [GeneratedRegex(@"(?<!\$)\$\{(?<name>[A-Z][A-Z0-9_]*)((?<kind>:-|:\?)(?<other>[^}]*))?\}")]
    private static partial Regex Variable();
}
