using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Execution.Freqtrade.Settings;
using SqueezeFlow.Grains.Execution;
using SqueezeFlow.Grains.Execution.Accounts;
using SqueezeFlow.Silo.Configuration.Sections;

namespace SqueezeFlow.Silo.Configuration.Checks;

/// <summary>Looks at the whole configuration before anything starts and finds all that is wrong with it.</summary>
internal static class ConfigurationCheck
{
    /// <summary>Every problem, one for a key; none when the service may start.</summary>
    public static IReadOnlyList<ConfigurationProblem> Run(SiloConfiguration configuration)
    {
        List<ConfigurationProblem> problems = [.. configuration.DeploymentProblems, .. UnknownSettings.Keys(configuration)];
        foreach (var (section, type) in KnownOptions.All.Concat(Venues(configuration.Root)).Concat(Accounts(configuration.Root)))
        {
            problems.AddRange(ValueCheck.Run(configuration.Root.GetSection(section), section, type));
        }

        problems.AddRange(MeaningCheck.Run(configuration.Root));
        if (!problems.Any(problem => problem.Fault == ConfigurationProblem.Unreadable))
        {
            var told = problems.Select(problem => problem.Key + ':').ToArray();
            problems.AddRange(AccountCheck.Run(configuration.Root));
            problems.AddRange(ClusterCheck.Run(configuration.Root));
            problems.AddRange(PortCheck.Run(configuration.Root).Where(problem => !told.Any(key => key.StartsWith(problem.Key + ':', StringComparison.OrdinalIgnoreCase))));
        }

        return problems;
    }

    /// <summary>A value as it may be shown: secrets are masked.</summary>
    public static string? Shown(string key, string? value) =>
        (DeploymentVariables.SecretKeys.Contains(key) || AccountKeys.IsSecret(key)) && !string.IsNullOrEmpty(value) ? "***" : value;

    private static IEnumerable<(string Section, Type Type)> Venues(IConfiguration root) => root
        .GetSection(ExchangesOptions.Section).GetChildren()
        .Where(venue => ExchangeCatalog.TryGet(venue.Key, out _))
        .Select(venue => (venue.Path, typeof(ExchangeSettings)));

    private static IEnumerable<(string Section, Type Type)> Accounts(IConfiguration root) => ExecutionAccounts.FurtherOf(root)
        .Select(ExecutionAccounts.SectionOf)
        .SelectMany(section => new[] { (section, typeof(ExecutionOptions)), ($"{section}:Freqtrade", typeof(FreqtradeOptions)) });
}
