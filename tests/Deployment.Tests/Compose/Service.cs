using System.Text.Json.Nodes;

namespace SqueezeFlow.Deployment.Tests.Compose;

/// <summary>One service of a composition.</summary>
internal sealed record Service(string Name, JsonObject Node)
{
    /// <summary>The one that only gives volumes to their users, and is over before anything else begins.</summary>
    public bool IsPreparation => Name == "volume-owners";

    public string User => Text("user");

    public IReadOnlyList<string> Profiles => Texts("profiles");

    public IReadOnlyList<string> Secrets => Texts("secrets");

    public IReadOnlyList<string> Networks => Texts("networks");

    public IReadOnlyDictionary<string, string> Environment =>
        (Node["environment"]?.AsObject() ?? []).ToDictionary(pair => pair.Key, pair => pair.Value!.ToString(), StringComparer.Ordinal);

    /// <summary>Address, published port or ports, port inside.</summary>
    public IReadOnlyList<(string Address, string Published, string Inside)> Ports => [.. Texts("ports").Select(port =>
    {
        var parts = port.Split(':');
        Assert.Equal(3, parts.Length);
        return (parts[0], parts[1], parts[2]);
    })];

    public string Text(string name) => Node[name]?.ToString() ?? "";

    public IReadOnlyList<string> Texts(string name) => [.. (Node[name]?.AsArray() ?? []).Select(item => item!.ToString())];

    public string At(params string[] path) => path.Aggregate((JsonNode?)Node, (node, name) => node?[name])?.ToString() ?? "";

    public override string ToString() => Name;
}
