using System.Text.Json;
using System.Text.Json.Nodes;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Deployment.Tests.Compose;

/// <summary>The files are accepted by the program that they are written for; it needs no engine to say so.</summary>
public sealed class AcceptedTests
{
    private static readonly string[] Profiles = ["core", "exec", "ui", "observability", "demo"];

    public static TheoryData<string, string> Together
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var files in (string[])[Composition.Base, Composition.Dev, Composition.Prod, Composition.Swarm])
            {
                data.Add(files, string.Join(' ', Profiles));
                foreach (var profile in Profiles)
                {
                    // Several silos need what the profile core starts.
                    data.Add(files, files is Composition.Prod or Composition.Swarm && profile != "core" ? $"core {profile}" : profile);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Together))]
    public async Task Every_overlay_is_accepted_with_every_profile(string files, string profiles)
    {
        var run = await ConfigAsync(files, profiles.Split(' '));

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Contains("silo:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_base_alone_is_accepted_without_anything()
    {
        var run = await ProgramRun.OfAsync("docker-compose", "docker-compose", ["-f", Composition.Base, "config", "--services"], environment: new() { ["DEPLOY_SILO_PORT"] = "" });

        Assert.True(run.ExitCode == 0, run.Errors);
    }

    [Fact]
    public async Task Several_silos_without_a_port_for_each_are_refused_with_words()
    {
        var run = await ConfigAsync(Composition.Prod, ["core"], new() { ["DEPLOY_SILO_PORT"] = "" });

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("set it to a port for each silo, e.g. 3000-3002", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_may_take_the_place_of_a_volume()
    {
        var run = await ConfigAsync(Composition.Base, ["core"], new() { ["DEPLOY_REDIS_DATA"] = "/srv/squeezeflow/redis" });

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("/srv/squeezeflow/redis", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_read_here_is_what_the_program_makes_of_it()
    {
        var theirs = YamlFile.Parse((await ConfigAsync(Composition.Swarm, Profiles)).Output);

        foreach (var service in Composition.Of(Composition.Swarm).Services)
        {
            var other = new Service(service.Name, theirs["services"]![service.Name]!.AsObject());
            Assert.Equal(service.User, other.User);
            Assert.Equal(service.Environment.OrderBy(pair => pair.Key, StringComparer.Ordinal), other.Environment.OrderBy(pair => pair.Key, StringComparer.Ordinal));
            Assert.Equal(service.Texts("cap_drop"), other.Texts("cap_drop"));
        }
    }

    [Fact]
    public async Task A_stack_is_made_of_them_that_holds_what_a_stack_may_hold()
    {
        var (stack, told) = await StackAsync([]);
        var silo = stack["services"]!["silo"]!.AsObject();

        Assert.All(stack["services"]!.AsObject(), service => Assert.DoesNotContain(service.Value!.AsObject(), part => part.Key is "build" or "depends_on" or "profiles" or "restart" or "security_opt" or "tmpfs" or "network_mode"));
        Assert.Null(silo["ports"]);
        Assert.Contains("silo: port 3000 is not published", told, StringComparison.Ordinal);
        Assert.Contains("silo: no-new-privileges is a setting of the nodes here", told, StringComparison.Ordinal);
        Assert.Equal("""[{"target":"/tmp","tmpfs":{"size":67108864},"type":"tmpfs"}]""", new JsonArray(silo["volumes"]!.AsArray().Where(volume => volume is JsonObject one && one["type"]!.ToString() == "tmpfs").Select(volume => volume!.DeepClone()).ToArray()).ToJsonString());
        Assert.DoesNotContain("loopback", stack.ToJsonString(), StringComparison.Ordinal);
        Assert.True(stack["networks"]!["inside"]!["internal"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_stack_publishes_where_it_is_wanted_once_for_all_silos()
    {
        var (stack, _) = await StackAsync(new() { ["DEPLOY_BIND"] = "0.0.0.0" });

        Assert.Equal("""[{"mode":"ingress","protocol":"tcp","published":3000,"target":3000}]""", stack["services"]!["silo"]!["ports"]!.ToJsonString());
    }

    private static async Task<(JsonObject Stack, string Told)> StackAsync(Dictionary<string, string> variables)
    {
        var project = YamlFile.Parse((await ConfigAsync(Composition.Swarm, Profiles, variables)).Output);
        var run = await ProgramRun.OfAsync("python3", "python3", [Path.Combine(Checkout.Root, "deploy", "stack.py")], project.ToJsonString());
        Assert.True(run.ExitCode == 0, run.Errors);
        return (JsonSerializer.Deserialize<JsonObject>(run.Output)!, run.Errors);
    }

    private static Task<ProgramRun> ConfigAsync(string files, string[] profiles, Dictionary<string, string>? variables = null)
    {
        var environment = new Dictionary<string, string>(variables ?? []);
        environment.TryAdd("DEPLOY_SILO_PORT", "3000-3002");
        string[] arguments = [.. files.Split(' ').SelectMany(file => (string[])["-f", file]), .. profiles.SelectMany(profile => (string[])["--profile", profile]), "config"];
        return ProgramRun.OfAsync("docker-compose", "docker-compose", arguments, environment: environment);
    }
}
