using System.Text.RegularExpressions;
using SqueezeFlow.Client.Commands;
using SqueezeFlow.Client.Terminals;
using SqueezeFlow.Deployment.Tests.Compose;
using SqueezeFlow.Silo.Commands;
using SqueezeFlow.Silo.Configuration;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Deployment.Tests.Pages;

/// <summary>Whoever follows the page in a bad hour finds what it names.</summary>
public sealed partial class OperationsPageTests
{
    [Fact]
    public void Every_setting_is_one()
    {
        var named = OperationsPage.Code.Select(code => Setting().Match(code)).Where(match => match.Success).Select(match => match.Groups["key"].Value)
            .Concat(OperationsPage.Code.SelectMany(code => Variable().Matches(code)).Select(match => match.Value.Replace("__", ":", StringComparison.Ordinal)))
            .Distinct().ToArray();

        Assert.True(named.Length > 20, $"{named.Length} settings were found");
        Assert.DoesNotContain(named, key => !KnownKeys.Contains(key));
    }

    [Fact]
    public void Every_variable_of_the_deployment_is_explained()
    {
        var example = Checkout.Read(".env.example");

        var named = OperationsPage.Code.SelectMany(code => Deployment().Matches(code)).Select(match => match.Value).Distinct().ToArray();

        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, name => !example.Contains($"#{name}=", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_command_of_the_console_is_one()
    {
        using var interrupts = Interrupts.OfProcess();
        var known = ConsoleCommands.Build(Terminal.OfProcess(interrupts, TimeProvider.System)).Subcommands.Select(command => command.Name).ToArray();

        var named = OperationsPage.Code.SelectMany(code => ConsoleCommand().Matches(code)).Select(match => match.Groups["name"].Value).Distinct().ToArray();

        Assert.True(named.Length > 8, $"{named.Length} commands were found");
        Assert.Empty(named.Except(known));
    }

    [Fact]
    public async Task Every_command_of_the_service_is_one()
    {
        using var help = new StringWriter();
        await SiloCommands.RunAsync(["--help"], help, TextWriter.Null);

        var named = OperationsPage.Code.SelectMany(code => SiloCommand().Matches(code)).Select(match => match.Groups["name"].Value).Append("health").Distinct().ToArray();

        Assert.Contains("backup", named);
        Assert.All(named, name => Assert.Matches($@"(?m)^  {name}\b", help.ToString()));
    }

    [Fact]
    public void Every_path_is_there()
    {
        var named = OperationsPage.Code.SelectMany(code => CodePath().Matches(code)).Select(match => match.Value.TrimEnd('.'))
            .Concat(Link().Matches(OperationsPage.Text).Select(match => Path.Combine("docs", match.Groups["path"].Value)))
            .Distinct().ToArray();

        Assert.True(named.Length > 10, $"{named.Length} paths were found");
        Assert.DoesNotContain(named, path => !Path.Exists(Path.Combine(Checkout.Root, path)));
    }

    [Fact]
    public void Every_place_that_a_link_points_at_is_there()
    {
        foreach (var link in LinkWithPlace().Matches(OperationsPage.Text).ToArray())
        {
            var page = link.Groups["path"].Value is { Length: > 0 } path ? File.ReadAllText(Path.Combine(Checkout.Root, "docs", path)) : OperationsPage.Text;
            var places = Heading().Matches(page).Select(heading => NotOfAPlace().Replace(heading.Groups["text"].Value.ToLowerInvariant(), "").Replace(' ', '-'));
            Assert.Contains(link.Groups["place"].Value, places);
        }
    }

    [Fact]
    public void Every_service_and_every_secret_is_one()
    {
        var composition = Composition.Of(Composition.Base);

        var services = OperationsPage.Code.SelectMany(code => ComposeService().Matches(code)).Select(match => match.Groups["name"].Value).Distinct().ToArray();
        var secrets = OperationsPage.Code.SelectMany(code => Secret().Matches(code)).Select(match => match.Groups["name"].Value).Distinct().ToArray();

        Assert.Contains("silo", services);
        Assert.NotEmpty(secrets);
        Assert.Empty(services.Except(composition.Services.Select(service => service.Name)));
        Assert.DoesNotContain(secrets, name => !composition.Part("secrets").ContainsKey(name));
    }

    [Fact]
    public void Every_message_is_said_by_the_program()
    {
        string[] sources = [.. Sources("src", "*.cs"), .. Sources("deploy", "*.sh")];

        var unsaid = from message in OperationsPage.Messages
                     from part in Changing().Split(message).Select(part => part.Trim())
                     where part.Length > 4 && !Array.Exists(sources, source => source.Contains(part, StringComparison.Ordinal))
                     select $"'{part}' of '{message}'";

        Assert.True(OperationsPage.Messages.Count > 10, $"{OperationsPage.Messages.Count} messages were found");
        Assert.Empty(unsaid);
    }

    private static IEnumerable<string> Sources(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Checkout.Root, folder), pattern, SearchOption.AllDirectories).Select(File.ReadAllText);

    [GeneratedRegex(@"^(?<key>[A-Z][A-Za-z]+(:[A-Z0-9a-z]+)+)(=.*)?$")]
    private static partial Regex Setting();

    [GeneratedRegex("[A-Z][A-Za-z]+__[A-Z][A-Za-z_]+")]
    private static partial Regex Variable();

    [GeneratedRegex(@"\bDEPLOY_[A-Z_]+")]
    private static partial Regex Deployment();

    [GeneratedRegex(@"\bsqueezeflow (?<name>[a-z]+)|SqueezeFlow\.Client\.dll (?<name>[a-z]+)")]
    private static partial Regex ConsoleCommand();

    [GeneratedRegex(@"\bSqueezeFlow\.Silo(\.dll)? (?<name>[a-z]+)|run --rm silo (?<name>[a-z]+)")]
    private static partial Regex SiloCommand();

    [GeneratedRegex(@"(?<![\w/.])(deploy/[\w./-]+|docker-compose[\w.]*\.yml|bench/[\w./-]+|\.env\.example)")]
    private static partial Regex CodePath();

    [GeneratedRegex(@"\]\((?<path>[^)#:]+\.md)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\]\((?<path>[^)#:]*)#(?<place>[^)]+)\)")]
    private static partial Regex LinkWithPlace();

    [GeneratedRegex("^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("[^a-z0-9 -]")]
    private static partial Regex NotOfAPlace();

    [GeneratedRegex(@"docker compose (logs|stop|exec|up -d|up -d --no-recreate|up --build|up -d --force-recreate|run --rm) (?<name>[a-z][a-z-]+)")]
    private static partial Regex ComposeService();

    [GeneratedRegex(@"\bsecrets/(?<name>[a-z_]+)")]
    private static partial Regex Secret();

    // Numbers, names and what is left out differ from case to case.
    [GeneratedRegex(@"…|\d+|BINANCE/0|'\*\*\*'|''")]
    private static partial Regex Changing();
}
