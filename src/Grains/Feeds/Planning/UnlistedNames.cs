using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Words;
using SqueezeFlow.Interfaces.Feeds;

namespace SqueezeFlow.Grains.Feeds.Planning;

/// <summary>Which words of <c>Feeds:Markets</c> no venue of the plan lists.</summary>
internal static class UnlistedNames
{
    /// <summary>
    /// Those that every venue concerned has read its list for and not found: of a market id its own venue when that is read, of everything else
    /// all venues. While a list is missing nothing is said of the words that it may hold.
    /// </summary>
    /// <param name="plans">Plan of each venue that is read, by venue id.</param>
    public static IReadOnlyList<UnlistedName> Of(IReadOnlyDictionary<string, ExchangePlan> plans) =>
        [.. plans.Values.SelectMany(plan => plan.Unlisted).Select(name => name.Asked).Distinct()
            .Where(word => Concerned(word, plans).All(plan => plan.ListedAt is not null && plan.Unlisted.Any(name => name.Asked == word)))
            .Select(word => new UnlistedName(word, NearestTo(word, plans.Values)))];

    /// <summary>All of them in one sentence; null when there are none.</summary>
    public static string? Sentence(IReadOnlyList<UnlistedName> names) => names.Count == 0 ? null :
        $"Feeds:Markets: no venue that is read lists {string.Join(", ", names.Select(Describe))}";

    private static string Describe(UnlistedName name)
    {
        var what = name.Asked.Contains(':', StringComparison.Ordinal) ? name.Asked : $"{name.Asked} over USD";
        return name.Nearest is null ? what : $"{what} (the nearest is {name.Nearest})";
    }

    private static IEnumerable<ExchangePlan> Concerned(string word, IReadOnlyDictionary<string, ExchangePlan> plans) =>
        MarketId.TryParse(word, out var market) && plans.TryGetValue(market.Exchange, out var own) ? [own] : plans.Values;

    private static string? NearestTo(string word, IEnumerable<ExchangePlan> plans) =>
        plans.SelectMany(plan => plan.Unlisted).Where(name => name.Asked == word).Select(name => name.Nearest).OfType<string>()
            .MinBy(nearest => NearestName.Distance(nearest, word));
}
