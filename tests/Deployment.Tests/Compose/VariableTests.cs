using System.Text.RegularExpressions;
using SqueezeFlow.Silo.Configuration;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Deployment.Tests.Compose;

/// <summary>Variables: those of the compose files are explained, those of the silos mean something.</summary>
public sealed partial class VariableTests
{
    public static TheoryData<string> All => Composition.All;

    [Fact]
    public void Every_variable_is_explained_and_no_other()
    {
        var asked = Composition.Files.SelectMany(file => Variables.NamesIn(Checkout.Read(file))).Distinct();
        var explained = Explained().Matches(Checkout.Read(".env.example")).Select(line => line.Groups["name"].Value).Distinct().Where(name => !name.StartsWith("COMPOSE_", StringComparison.Ordinal));

        Assert.Equal(asked.Order(), explained.Order());
    }

    [Fact]
    public void None_of_the_example_has_an_effect_until_it_is_wanted() =>
        Assert.All(Checkout.Read(".env.example").Split('\n'), line => Assert.True(line.Length == 0 || line.StartsWith('#'), line));

    [Theory]
    [MemberData(nameof(All))]
    public void Every_variable_of_a_silo_is_a_setting_of_the_program(string files)
    {
        var names = Composition.Of(files).Services.Where(service => service.Name is "silo" or "demo").SelectMany(service => service.Environment.Keys);

        Assert.All(names, name => Assert.True(
            name.Contains("__", StringComparison.Ordinal) ? KnownKeys.Contains(name.Replace("__", ":", StringComparison.Ordinal)) : DeploymentNames().Contains(name),
            $"{name} means nothing to the program"));
    }

    [Theory]
    [InlineData(Composition.Base)]
    [InlineData(Composition.Dev)]
    [InlineData(Composition.Prod)]
    [InlineData(Composition.Swarm)]
    public async Task The_program_finds_nothing_wrong_with_them(string files)
    {
        using var secrets = await MadeSecrets.MakeAsync();
        var environment = Composition.Of(files)["silo"].Environment
            .ToDictionary(pair => pair.Key, pair => pair.Value.Replace("/run/secrets/", secrets.Folder + "/", StringComparison.Ordinal), StringComparer.Ordinal);

        var problems = SqueezeFlow.Silo.Configuration.Checks.ConfigurationCheck.Run(SiloConfiguration.Build([], environment));

        Assert.Empty(problems);
    }

    [Fact]
    public void The_settings_that_are_given_as_examples_are_settings()
    {
        var names = Setting().Matches(Checkout.Read("deploy", "silo.env")).Select(line => line.Groups["name"].Value).ToArray();

        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.True(KnownKeys.Contains(name.Replace("__", ":", StringComparison.Ordinal)), name));
    }

    private static HashSet<string> DeploymentNames() =>
    [
        .. DeploymentVariables.Mapped.Select(variable => variable.Name),
        .. DeploymentVariables.Mapped.Where(variable => variable.IsSecret).Select(variable => variable.Name + "_FILE"),
    ];

    [GeneratedRegex("^#(?<name>[A-Z][A-Z0-9_]+)=", RegexOptions.Multiline)]
    private static partial Regex Explained();

    [GeneratedRegex("^#?(?<name>[A-Za-z]+__[A-Za-z_]+)=", RegexOptions.Multiline)]
    private static partial Regex Setting();
}
