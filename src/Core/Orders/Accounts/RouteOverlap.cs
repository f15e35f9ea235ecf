namespace SqueezeFlow.Core.Orders.Accounts;

/// <summary>How a route stands to those that are asked before it.</summary>
public static class RouteOverlap
{
    // Stands for every coin that no route names.
    private const string AnyOther = "*";

    /// <summary>Whether those before it leave it nothing.</summary>
    public static bool IsUnreachable(AccountRoute route, IReadOnlyList<AccountRoute> before)
    {
        ArgumentNullException.ThrowIfNull(route);
        ArgumentNullException.ThrowIfNull(before);
        return CoinsOf(route, before).All(coin => IsCovered(route, [.. before.Where(other => Takes(other, coin))]));
    }

    /// <summary>Those before it that share entries with it although neither is the wider one: it may be meant otherwise.</summary>
    public static IEnumerable<AccountRoute> Crossing(AccountRoute route, IReadOnlyList<AccountRoute> before) =>
        before.Where(other => Meets(route, other) && !Contains(route, other) && !Contains(other, route));

    /// <summary>Whether some entries would be taken by either.</summary>
    public static bool Meets(AccountRoute one, AccountRoute other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return one.MinScore < other.MaxScore && other.MinScore < one.MaxScore
            && (one.Symbols.Count == 0 || other.Symbols.Count == 0 || one.Symbols.Any(other.TakesCoin));
    }

    private static IEnumerable<string> CoinsOf(AccountRoute route, IReadOnlyList<AccountRoute> before) => route.Symbols.Count > 0
        ? route.Symbols
        : before.SelectMany(other => other.Symbols).Append(AnyOther);

    private static bool Takes(AccountRoute route, string coin) => route.Symbols.Count == 0 || (coin != AnyOther && route.TakesCoin(coin));

    private static bool IsCovered(AccountRoute route, IReadOnlyList<AccountRoute> before)
    {
        var from = route.MinScore;
        foreach (var other in before.OrderBy(other => other.MinScore))
        {
            if (other.MinScore > from)
            {
                break;
            }

            from = Math.Max(from, other.MaxScore);
        }

        return from >= route.MaxScore;
    }

    private static bool Contains(AccountRoute wide, AccountRoute narrow) =>
        wide.MinScore <= narrow.MinScore && wide.MaxScore >= narrow.MaxScore
        && (wide.Symbols.Count == 0 || (narrow.Symbols.Count > 0 && narrow.Symbols.All(wide.TakesCoin)));
}
