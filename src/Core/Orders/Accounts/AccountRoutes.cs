using System.Globalization;

namespace SqueezeFlow.Core.Orders.Accounts;

/// <summary>The accounts there are, and which of them takes an entry: the first whose route does. Never changes.</summary>
/// <param name="routes">Routes in the order in which they are asked, each of another account.</param>
/// <param name="unrouted">Routes of accounts that take nothing new and are looked after all the same.</param>
public sealed class AccountRoutes(IReadOnlyList<AccountRoute> routes, IReadOnlyList<AccountRoute> unrouted)
{
    private readonly string[] _names = [.. routes.Concat(unrouted).Select(route => route.Account)];

    /// <summary>The one account that takes everything.</summary>
    public static AccountRoutes MainOnly { get; } = new([new(AccountNames.Main, [], 0, AccountRoute.BestScore)], []);

    /// <summary>All accounts, first those that take entries in the order in which they are asked.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Routes in the order in which they are asked.</summary>
    public IReadOnlyList<AccountRoute> Routes => routes;

    /// <summary>The routes of all accounts, those that take nothing new last.</summary>
    public IEnumerable<AccountRoute> All => routes.Concat(unrouted);

    /// <summary>Whether there is but one account.</summary>
    public bool IsSingle => _names.Length == 1;

    /// <summary>The account that an entry goes to. What none takes goes to main, which refuses it and says why.</summary>
    public string AccountOf(string coin, double score) =>
        routes.FirstOrDefault(route => route.Takes(coin, score))?.Account ?? AccountNames.Main;

    /// <summary>The accounts that may get an entry of a coin, at some score; main when none may.</summary>
    public IReadOnlyList<string> TakersOf(string coin)
    {
        AccountRoute[] takers = [.. routes.Where(route => route.TakesCoin(coin)).Select(route => route with { Symbols = [coin] })];
        string[] reached = [.. takers.Where((route, place) => !RouteOverlap.IsUnreachable(route, takers[..place])).Select(route => route.Account)];
        return reached.Length > 0 ? reached : [AccountNames.Main];
    }

    /// <summary>Why an account does not take an entry, in words; null when it does. That another one is asked first is no reason: an entry stays where it was sent.</summary>
    public string? Refuse(string account, string coin, double score)
    {
        if (routes.FirstOrDefault(route => route.Account == account) is { } own && own.Takes(coin, score))
        {
            return null;
        }

        if (IsSingle)
        {
            return routes.Count > 0 && routes[0].TakesCoin(coin)
                ? string.Create(CultureInfo.InvariantCulture, $"its score of {score:0.00} is not among those that may be entered: {routes[0].ScoresInWords}")
                : $"{coin} is none of the coins that may be entered: {(routes.Count > 0 ? string.Join(", ", routes[0].Symbols) : "none")}";
        }

        var asked = string.Create(CultureInfo.InvariantCulture, $"{coin} with a score of {score:0.00}");
        return routes.Any(route => route.Takes(coin, score))
            ? $"account {account}, to which it was sent, does not take {asked} any more"
            : $"no account takes {asked}: {string.Join("; ", routes.Select(route => $"{route.Account} takes {route}"))}";
    }
}
