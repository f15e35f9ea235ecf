using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Deployment.Tests.Images;

/// <summary>The image, read from its description.</summary>
public sealed partial class DockerfileTests
{
    private static readonly string Text = Checkout.Read("Dockerfile");
    private static readonly string Final = Text[Text.LastIndexOf("\nFROM ", StringComparison.Ordinal)..];

    [Fact]
    public void It_is_the_runtime_without_a_distribution_around_it_and_nothing_is_run_in_it()
    {
        Assert.Matches(@"ARG RUNTIME=mcr\.microsoft\.com/dotnet/aspnet:10\.0-noble-chiseled\n", Text);
        Assert.Contains("\nFROM ${RUNTIME}\n", Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\nRUN ", Final, StringComparison.Ordinal);
    }

    [Fact]
    public void It_runs_as_a_user_by_number_who_owns_the_data_alone()
    {
        Assert.Contains("\nUSER 1654:1654\n", Final, StringComparison.Ordinal);
        Assert.Contains("COPY --from=build --chown=1654:1654 /data /data\n", Final, StringComparison.Ordinal);
        Assert.Equal("1654:1654", Compose.Composition.Of(Compose.Composition.Base)["silo"].User);
    }

    [Fact]
    public void It_is_asked_for_its_health_without_a_shell_the_same_way_as_compose_asks()
    {
        var asked = JsonSerializer.Deserialize<string[]>(HealthCheck().Match(Final).Groups["command"].Value)!;

        Assert.Equal(["dotnet", "SqueezeFlow.Silo.dll", "health", "--timeout", "6"], asked);
        Assert.Equal(["CMD", .. asked], Compose.Composition.Of(Compose.Composition.Base)["silo"].Node["healthcheck"]!["test"]!.AsArray().Select(part => part!.ToString()));
    }

    [Theory]
    [InlineData("title")]
    [InlineData("description")]
    [InlineData("licenses")]
    [InlineData("version")]
    [InlineData("revision")]
    [InlineData("base.name")]
    public void It_says_what_it_is(string label) => Assert.Contains($"org.opencontainers.image.{label}=", Final, StringComparison.Ordinal);

    [Theory]
    [InlineData("Silo", "squeezeflow")]
    [InlineData("Client", "squeezeflow-console")]
    public void An_image_of_the_sdk_has_the_same_runtime(string project, string repository)
    {
        var properties = XDocument.Load(Path.Combine(Checkout.Root, "src", project, project + ".csproj")).Descendants().ToLookup(element => element.Name.LocalName, element => element.Value);

        Assert.Equal("noble-chiseled", Assert.Single(properties["ContainerFamily"]));
        Assert.Equal(repository, Assert.Single(properties["ContainerRepository"]));
        Assert.Empty(properties["ContainerUser"]);
    }

    [GeneratedRegex(@"^HEALTHCHECK [^\[]*CMD (?<command>\[.*\])$", RegexOptions.Multiline)]
    private static partial Regex HealthCheck();
}
