using System.Text.Json.Nodes;

namespace SqueezeFlow.Deployment.Tests.Compose;

/// <summary>One compose file on top of another, as compose merges them: maps part by part, lists added to each other, commands and checks replaced.</summary>
internal static class Overlay
{
    private static readonly string[] Replaced = ["command", "entrypoint", "test"];

    public static JsonObject Merge(JsonObject below, JsonObject above)
    {
        var merged = below.DeepClone().AsObject();
        foreach (var (name, value) in above)
        {
            merged[name] = (merged[name], value) switch
            {
                (JsonObject under, JsonObject over) => Merge(under, over),
                (JsonArray under, JsonArray over) when !Replaced.Contains(name) => Added(under, over),
                _ => value?.DeepClone(),
            };
        }

        return merged;
    }

    private static JsonArray Added(JsonArray under, JsonArray over)
    {
        var texts = under.Select(item => item!.ToJsonString()).ToHashSet();
        return [.. under.Concat(over.Where(item => !texts.Contains(item!.ToJsonString()))).Select(item => item!.DeepClone())];
    }
}
