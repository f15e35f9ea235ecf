using System.Text.Encodings.Web;
using System.Text.Json;
using SqueezeFlow.Silo.Commands.Running;
using SqueezeFlow.Silo.Configuration;
using SqueezeFlow.Silo.Configuration.Checks;
using SqueezeFlow.Silo.Configuration.Sections;

namespace SqueezeFlow.Silo.Commands;

/// <summary><c>config show</c>: each value, where it came from, and what follows for venues and markets.</summary>
internal static class ConfigShowCommand
{
    // Texts of the configuration are shown as they are written; the answer is no part of a page.
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Prints <c>key = value  (origin)</c> lines, ordered by key, then the venues and markets that are read, the parameters of the strategy, and the accounts; problems go to the error stream.</summary>
    public static int Lines(CommandContext context)
    {
        var configuration = context.Configure("config show");
        foreach (var setting in Settings(configuration))
        {
            context.Output.WriteLine($"{setting.Key} = {setting.Value}  ({setting.Origin})");
        }

        context.Output.WriteLine();
        foreach (var line in EffectiveFeeds.Of(configuration.Root).Lines().Concat(EffectiveParameters.Of(configuration.Root).Lines()))
        {
            context.Output.WriteLine(line);
        }

        foreach (var account in EffectiveAccounts.Of(configuration.Root))
        {
            context.Output.WriteLine(account);
        }

        return context.Accept(configuration) ? ExitCode.Done : ExitCode.BadUsage;
    }

    /// <summary>Prints one JSON object: <c>settings</c>, <c>effective</c>, <c>accounts</c>, <c>parameters</c>, <c>warnings</c>, <c>problems</c>.</summary>
    public static int Json(CommandContext context)
    {
        var configuration = context.Configure("config show");
        var problems = ConfigurationCheck.Run(configuration).Select(problem => problem.ToString()).ToArray();
        var document = new { settings = Settings(configuration), effective = EffectiveFeeds.Of(configuration.Root), accounts = EffectiveAccounts.Of(configuration.Root), parameters = EffectiveParameters.Of(configuration.Root), warnings = configuration.Warnings, problems };
        context.Output.WriteLine(JsonSerializer.Serialize(document, Readable));
        return problems.Length == 0 ? ExitCode.Done : ExitCode.BadUsage;
    }

    private static IEnumerable<Setting> Settings(SiloConfiguration configuration)
    {
        var values = new SortedDictionary<string, string>(KnownOptions.Defaults().ToDictionary(), StringComparer.OrdinalIgnoreCase);
        foreach (var pair in configuration.Root.AsEnumerable().Where(pair => pair.Value is not null && KnownKeys.Contains(pair.Key)))
        {
            values[pair.Key] = pair.Value!;
        }

        return values.Select(pair => new Setting(pair.Key, ConfigurationCheck.Shown(pair.Key, pair.Value) ?? "", configuration.OriginOf(pair.Key)));
    }

    private sealed record Setting(string Key, string Value, string Origin);
}
