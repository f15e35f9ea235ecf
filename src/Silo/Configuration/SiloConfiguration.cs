using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Configuration.Memory;
using SqueezeFlow.Notifications;
using SqueezeFlow.Silo.Configuration.Checks;
using SqueezeFlow.Silo.Configuration.Sections;

namespace SqueezeFlow.Silo.Configuration;

/// <summary>The configuration of one run, and where each value came from.</summary>
internal sealed class SiloConfiguration
{
    private const string Default = "default";
    private const string ExternalKey = $"{ExternalSignalOptions.Section}:{nameof(ExternalSignalOptions.Enabled)}";

    private static readonly string[] WebhookKeys =
    [
        .. ((string[])[nameof(WebhookOptions.Secret), nameof(WebhookOptions.SecretFile), nameof(WebhookOptions.BodySecret), nameof(WebhookOptions.BodySecretFile)])
            .Select(name => $"{WebhookOptions.Section}:{name}"),
    ];

    private readonly DeploymentSource _deployment;
    private readonly string _command;

    private SiloConfiguration(IConfigurationRoot root, DeploymentSource deployment, string environment, string command) =>
        (Root, _deployment, EnvironmentName, _command) = (root, deployment, environment, command);

    /// <summary>The values.</summary>
    public IConfigurationRoot Root { get; }

    /// <summary>Name of the environment, e.g. <c>Production</c>.</summary>
    public string EnvironmentName { get; }

    /// <summary>Faults of the deployment's variables, and variables that look like one and are none.</summary>
    public IReadOnlyList<ConfigurationProblem> DeploymentProblems => _deployment.Problems;

    /// <summary>What is set and has no effect, one sentence each.</summary>
    public IEnumerable<string> Warnings
    {
        get
        {
            foreach (var warning in _deployment.Warnings())
            {
                yield return warning;
            }

            if (IsOn("Strategy:EnableOpenInterest") && IsOff("OpenInterest:Enabled"))
            {
                yield return $"Strategy:EnableOpenInterest ({OriginOf("Strategy:EnableOpenInterest")}) has no effect: open interest is not collected, OpenInterest:Enabled ({OriginOf("OpenInterest:Enabled")}) is false";
            }

            if (IsOpenToOthers(Root))
            {
                yield return $"Http:Url ({OriginOf("Http:Url")}) lets other machines read balance and positions without a key: set Api:Key, or Api:ReadKey";
            }

            if (!IsOn(ExternalKey) && WebhookKeys.FirstOrDefault(key => Root[key] is { Length: > 0 }) is { } secret)
            {
                yield return $"{secret} ({OriginOf(secret)}) has no effect: no signal from outside is taken until {ExternalKey} is true";
            }

            if (_command is "demo" or "replay" && GivenFor(DeploymentInflux.HostKey) is { } origin)
            {
                yield return $"{DeploymentInflux.HostKey} ({origin}) has no effect: {_command} stores in its own folder, apart from real markets";
            }

            if (_command is "demo" or "replay" && GivenFor(ClusterChoice.ModeKey, nameof(ClusterMode.Redis)) is { } given)
            {
                yield return $"{ClusterChoice.ModeKey} ({given}) has no effect: {_command} runs alone";
            }

            if (_command is "demo" or "replay" && NotificationServices.AreOn(Root))
            {
                yield return $"Notifications have no effect: {_command} tells nobody of markets that are not live";
            }

            if (_command is "demo" or "replay" && Freqtrade.IsChosen(Root) && ProviderOf(Freqtrade.UrlKey) is not MemoryConfigurationProvider)
            {
                yield return $"{Freqtrade.UrlKey} ({OriginOf(Freqtrade.UrlKey)}) has no effect: {_command} trades on paper";
            }

            foreach (var warning in EffectiveAccounts.WarningsOf(Root, _command is "demo" or "replay" ? _command : null))
            {
                yield return warning;
            }
        }
    }

    /// <summary>
    /// Files, then the deployment's variables, then our own variables (<c>__</c>), then the command line, then what the
    /// command itself settles: later ones win.
    /// </summary>
    /// <param name="arguments"><c>--Key:Sub=value</c> arguments.</param>
    /// <param name="environment">The environment's variables.</param>
    /// <param name="command">Name of the command.</param>
    /// <param name="settled">Values that the command settles.</param>
    public static SiloConfiguration Build(
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string> environment,
        string command = "run",
        IEnumerable<KeyValuePair<string, string?>>? settled = null)
    {
        var name = environment.GetValueOrDefault("DOTNET_ENVIRONMENT") ?? environment.GetValueOrDefault("ASPNETCORE_ENVIRONMENT") ?? "Production";
        var deployment = new DeploymentSource(environment);
        var builder = new ConfigurationBuilder();
        foreach (var folder in new[] { AppContext.BaseDirectory, Directory.GetCurrentDirectory() }.Distinct())
        {
            builder.AddJsonFile(Path.Combine(folder, "appsettings.json"), optional: true, reloadOnChange: false);
            builder.AddJsonFile(Path.Combine(folder, $"appsettings.{name}.json"), optional: true, reloadOnChange: false);
        }

        builder.Add(deployment);
        builder.Add(new OwnVariables(environment));
        builder.AddCommandLine([.. arguments]);
        builder.AddInMemoryCollection(settled ?? []);
        return new(builder.Build(), deployment, name, command);
    }

    /// <summary>The environment of this process.</summary>
    public static IReadOnlyDictionary<string, string> ProcessEnvironment() => Environment.GetEnvironmentVariables()
        .Cast<System.Collections.DictionaryEntry>()
        .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);

    /// <summary>Whether it listens for other machines and lets them read without a key.</summary>
    public static bool IsOpenToOthers(IConfiguration configuration) =>
        Uri.TryCreate(configuration["Http:Url"], UriKind.Absolute, out var address) && !address.IsLoopback
        && string.IsNullOrEmpty(configuration["Api:Key"]) && string.IsNullOrEmpty(configuration["Api:ReadKey"]);

    /// <summary>Where a key's value came from, in words.</summary>
    public string OriginOf(string key) => ProviderOf(key) is { } provider ? Describe(provider, key) : Default;

    /// <summary>The source whose value counts for a key; null when none has one.</summary>
    public IConfigurationProvider? ProviderOf(string key) => Root.Providers.LastOrDefault(provider => provider.TryGet(key, out _));

    // Where something was asked for that the command itself does without.
    private string? GivenFor(string key, string? value = null) => Root.Providers
        .Where(provider => provider is not MemoryConfigurationProvider && provider.TryGet(key, out var given) && given is { Length: > 0 } && (value is null || value.Equals(given, StringComparison.OrdinalIgnoreCase)))
        .Select(provider => Describe(provider, key)).LastOrDefault();

    private bool IsOn(string key) => bool.TryParse(Root[key], out var value) && value;

    private bool IsOff(string key) => bool.TryParse(Root[key], out var value) && !value;

    private string Describe(IConfigurationProvider provider, string key) => provider switch
    {
        DeploymentSource => $"environment variable {_deployment.OriginOf(key)}",
        OwnVariables or EnvironmentVariablesConfigurationProvider => $"environment variable {key.Replace(":", "__", StringComparison.Ordinal)}",
        CommandLineConfigurationProvider => "command line",
        JsonConfigurationProvider json => json.Source.FileProvider?.GetFileInfo(json.Source.Path!).PhysicalPath ?? json.Source.Path!,
        MemoryConfigurationProvider => $"command {_command}",
        _ => provider.GetType().Name,
    };
}
