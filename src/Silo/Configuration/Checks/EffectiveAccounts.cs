using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Grains.Execution;
using SqueezeFlow.Grains.Execution.Accounts;
using SqueezeFlow.Silo.Configuration.Sections;

namespace SqueezeFlow.Silo.Configuration.Checks;

/// <summary>One account, as it would be used.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bot">Address of its bot; null for paper.</param>
/// <param name="Takes">Which entries it takes, in words; null when it takes none.</param>
internal sealed record EffectiveAccounts(string Name, string? Bot, string? Takes)
{
    /// <summary>
    /// The accounts of a configuration, in the order in which entries are offered to them; none when a value cannot be read, which the check of the
    /// configuration tells.
    /// </summary>
    public static IReadOnlyList<EffectiveAccounts> Of(IConfiguration root)
    {
        if (!CanBeRead(root))
        {
            return [];
        }

        var routes = ExecutionAccounts.RoutesOf(root);
        return [.. routes.All.Select(route => new EffectiveAccounts(
            route.Account,
            Freqtrade.IsChosen(root, route.Account) ? root[Freqtrade.UrlKeyOf(route.Account)] : null,
            routes.Routes.Contains(route) ? route.ToString() : null))];
    }

    /// <summary>What is set and has no effect, or another one than may be meant.</summary>
    /// <param name="root">The configuration.</param>
    /// <param name="command">The command that has but one account; null for one that has all.</param>
    public static IEnumerable<string> WarningsOf(IConfiguration root, string? command)
    {
        if (ExecutionAccounts.FurtherOf(root).Count == 0)
        {
            return [];
        }

        return command is not null
            ? [$"{ExecutionAccounts.Section} has no effect: {command} trades with the account {AccountNames.Main} alone"]
            : CanBeRead(root)
                ? [.. AccountCheck.Crossings(root), .. Of(root).Where(account => account.Takes is null).Select(account => $"account {account.Name} takes nothing new: {ExecutionAccounts.RoutesKey} leaves it out; what it holds is looked after")]
                : [];
    }

    /// <summary>For a reader.</summary>
    public override string ToString() => $"account {Name} ({Bot ?? "paper"}) takes {Takes ?? "nothing new"}";

    private static bool CanBeRead(IConfiguration root) => ExecutionAccounts.FurtherOf(root).Append(AccountNames.Main)
        .Select(ExecutionAccounts.SectionOf)
        .All(section => !ValueCheck.Run(root.GetSection(section), section, typeof(ExecutionOptions)).Any(problem => problem.Fault == ConfigurationProblem.Unreadable));
}
