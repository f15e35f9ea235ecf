using System.Text.Json.Nodes;
using SqueezeFlow.TestSupport;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace SqueezeFlow.Deployment.Tests.Compose;

/// <summary>YAML as a tree of objects, lists and texts; anchors and merges (<c>&lt;&lt;</c>) are carried out.</summary>
internal static class YamlFile
{
    public static JsonObject Read(params string[] parts) => Parse(Checkout.Read(parts));

    public static JsonObject Parse(string text)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(text);
        stream.Load(reader);
        return ToJson(stream.Documents.Single().RootNode)!.AsObject();
    }

    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode map => ToObject(map),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(ToJson)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } text => JsonValue.Create(text.Value == "true"),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "" or "null" or "~" } => null,
        YamlScalarNode text => JsonValue.Create(text.Value),
        _ => throw new InvalidOperationException($"{node.Start}: expected a map, a list or a text, found {node.NodeType}"),
    };

    // What a map says itself goes before what it merges.
    private static JsonObject ToObject(YamlMappingNode map)
    {
        var made = map.Children.TryGetValue(new YamlScalarNode("<<"), out var merged) ? ToJson(merged)!.AsObject() : [];
        foreach (var (key, value) in map.Children)
        {
            if (((YamlScalarNode)key).Value is { } name and not "<<")
            {
                made[name] = ToJson(value);
            }
        }

        return made;
    }
}
