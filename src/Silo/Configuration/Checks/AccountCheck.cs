using System.Globalization;
using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Core.Words;
using SqueezeFlow.Grains.Execution.Accounts;
using SqueezeFlow.Silo.Configuration.Sections;

namespace SqueezeFlow.Silo.Configuration.Checks;

/// <summary>Whether several accounts go together: names, routes, and no two of one bot. Values can be read by then.</summary>
internal static class AccountCheck
{
    private const string ApiPath = "/api/v1";

    /// <summary>A problem for each account or route that cannot be meant.</summary>
    public static IEnumerable<ConfigurationProblem> Run(IConfiguration root) => [.. Names(root), .. Order(root), .. Scores(root), .. Unreachable(root), .. Bots(root)];

    /// <summary>Routes that share entries although neither is the wider one, a sentence each: the first gets them.</summary>
    public static IEnumerable<string> Crossings(IConfiguration root)
    {
        var routes = ExecutionAccounts.RoutesOf(root).Routes;
        return
            from place in Enumerable.Range(0, routes.Count)
            from earlier in RouteOverlap.Crossing(routes[place], [.. routes.Take(place)])
            select $"{ExecutionAccounts.SectionOf(routes[place].Account)} takes {routes[place]}, {ExecutionAccounts.SectionOf(earlier.Account)} takes {earlier}: what both take goes to {earlier.Account}, which is asked first";
    }

    private static IEnumerable<ConfigurationProblem> Names(IConfiguration root)
    {
        foreach (var account in root.GetSection(ExecutionAccounts.Section).GetChildren().Select(child => child.Key))
        {
            var section = $"{ExecutionAccounts.Section}:{account}";
            if (account.Equals(AccountNames.Main, StringComparison.OrdinalIgnoreCase))
            {
                yield return new(section, account, "is the account of Execution itself", "move its settings to Execution, or give the account another name");
            }
            else if (!AccountNames.IsName(account.ToLowerInvariant()))
            {
                yield return new(section, account, "is no name for an account", "expected a letter, then letters, digits, - and _, at most 32 in all and not \"all\", e.g. scalper");
            }
            else if (root[section] is { } value)
            {
                yield return new(section, value, "is no account", $"set what is below it, e.g. {section}:Symbols");
            }
        }
    }

    private static IEnumerable<ConfigurationProblem> Order(IConfiguration root)
    {
        string[] all = [.. ExecutionAccounts.FurtherOf(root), AccountNames.Main];
        return ExecutionAccounts.NamedOf(root).Except(all).Select(name => new ConfigurationProblem(
            ExecutionAccounts.RoutesKey,
            name,
            "names no account",
            NearestName.Of(name, all) is { } nearest ? $"did you mean {nearest}?" : $"expected some of {string.Join(", ", all)}"));
    }

    private static IEnumerable<ConfigurationProblem> Scores(IConfiguration root)
    {
        var routes = ExecutionAccounts.RoutesOf(root);
        return routes.All.Where(route => route.MinScore >= route.MaxScore).Select(route => new ConfigurationProblem(
            $"{ExecutionAccounts.SectionOf(route.Account)}:MinScore",
            string.Create(CultureInfo.InvariantCulture, $"{route.MinScore}"),
            string.Create(CultureInfo.InvariantCulture, $"leaves no score below MaxScore ({route.MaxScore})"),
            "set it lower than MaxScore"));
    }

    // That nothing is left for main is no fault as long as nobody listed it: it is there always.
    private static IEnumerable<ConfigurationProblem> Unreachable(IConfiguration root)
    {
        var routes = ExecutionAccounts.RoutesOf(root).Routes;
        var isListed = ExecutionAccounts.NamedOf(root).Any();
        return
            from place in Enumerable.Range(0, routes.Count)
            let route = routes[place]
            where (isListed || route.Account != AccountNames.Main) && route.MinScore < route.MaxScore && RouteOverlap.IsUnreachable(route, [.. routes.Take(place)])
            select new ConfigurationProblem(
                ExecutionAccounts.SectionOf(route.Account),
                route.ToString(),
                $"never gets an entry, all of them go to {string.Join(" or ", routes.Take(place).Where(other => RouteOverlap.Meets(route, other)).Select(other => other.Account))} before",
                $"change its Symbols, MinScore or MaxScore, put it first in {ExecutionAccounts.RoutesKey}, or leave it out there");
    }

    private static IEnumerable<ConfigurationProblem> Bots(IConfiguration root)
    {
        Dictionary<string, string> owners = new(StringComparer.OrdinalIgnoreCase);
        foreach (var account in ExecutionAccounts.FurtherOf(root).Prepend(AccountNames.Main).Where(account => Freqtrade.IsChosen(root, account)))
        {
            var key = Freqtrade.UrlKeyOf(account);
            if (Uri.TryCreate(root[key], UriKind.Absolute, out var url) && !owners.TryAdd(AddressOf(url), account))
            {
                yield return new(key, root[key], $"is the bot of account {owners[AddressOf(url)]} too", "one bot holds one account: name another bot");
            }
        }
    }

    // With or without the path of its API it is the same bot.
    private static string AddressOf(Uri url)
    {
        var path = url.AbsolutePath.TrimEnd('/');
        return $"{url.IdnHost}:{url.Port}{(path.EndsWith(ApiPath, StringComparison.Ordinal) ? path[..^ApiPath.Length] : path)}";
    }
}
