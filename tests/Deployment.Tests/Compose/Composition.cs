using System.Text.Json.Nodes;

namespace SqueezeFlow.Deployment.Tests.Compose;

/// <summary>What is run when some of the compose files are named together.</summary>
internal sealed class Composition
{
    public const string Base = "docker-compose.yml";
    public const string Dev = "docker-compose.yml docker-compose.dev.yml";
    public const string Prod = "docker-compose.yml docker-compose.prod.yml";
    public const string Swarm = "docker-compose.yml docker-compose.prod.yml docker-compose.swarm.yml";

    private readonly JsonObject _project;

    private Composition(JsonObject project) => _project = project;

    public static TheoryData<string> All => [Base, Dev, Prod, Swarm];

    public static string[] Files { get; } = [.. All.SelectMany(row => row.Data.Split(' ')).Distinct()];

    public IReadOnlyList<Service> Services => [.. _project["services"]!.AsObject().Select(pair => new Service(pair.Key, pair.Value!.AsObject()))];

    public Service this[string service] => Services.Single(one => one.Name == service);

    public JsonObject Part(string name) => _project[name]!.AsObject();

    /// <summary>These files with no variable set, save the one without which several silos cannot be published.</summary>
    public static Composition Of(string files) => Of(files, []);

    public static Composition Of(string files, Dictionary<string, string> variables)
    {
        if (files.Contains("prod", StringComparison.Ordinal))
        {
            variables.TryAdd("DEPLOY_SILO_PORT", "3000-3002");
        }

        var merged = files.Split(' ').Select(file => YamlFile.Read(file)).Aggregate(Overlay.Merge);
        return new(Variables.Fill(merged, variables)!.AsObject());
    }
}
