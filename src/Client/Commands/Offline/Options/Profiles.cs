using System.CommandLine;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Shell;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Client.Commands.Offline.Options;

/// <summary>Which reading of the strategy.</summary>
internal static class Profiles
{
    /// <summary>The option; null when it is not given.</summary>
    public static Option<StrategyProfile?> Option(string description) => new("--profile")
    {
        Description = description,
        HelpName = ArgumentNames.Profile,
        CustomParser = result => Enum.GetNames<StrategyProfile>().FirstOrDefault(name => name.Equals(Values.Text(result), StringComparison.OrdinalIgnoreCase)) is { } name
            ? Enum.Parse<StrategyProfile>(name)
            : Values.Refuse<StrategyProfile?>(result, "--profile", "is no profile: give Original or Corrected"),
    };
}
