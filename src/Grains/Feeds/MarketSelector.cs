using System.IO.Enumeration;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Grains.Feeds;

/// <summary>Chooses markets by the words of <see cref="FeedSelectionOptions.Markets"/>.</summary>
internal sealed class MarketSelector
{
    /// <summary>Base coins taken when nothing is configured: liquid on spot and on perpetuals.</summary>
    public static readonly IReadOnlyList<string> DefaultCoins = ["BTC", "ETH", "SOL", "XRP", "BNB", "DOGE", "ADA", "TRX", "AVAX", "LINK"];

    private readonly string[] _words;

    /// <summary>Reads a comma list of market ids, patterns and base coins.</summary>
    public MarketSelector(string markets)
    {
        _words = markets.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (_words.Length == 0)
        {
            _words = [.. DefaultCoins];
        }
    }

    /// <summary>Whether a trading market is wanted. Base coins mean USD-like quotes only; ids and patterns mean what they say.</summary>
    public bool Wants(Instrument instrument) => instrument.IsTrading && _words.Any(w => Matches(w, instrument));

    /// <summary>Market ids of a venue that were asked for and that its list does not have, with the nearest that it has.</summary>
    public IEnumerable<(string Asked, string? Nearest)> Unknown(string exchange, IReadOnlyCollection<Instrument> listed)
    {
        var known = listed.Select(i => i.Market).ToHashSet();
        foreach (var word in _words.Where(w => !w.Contains('*', StringComparison.Ordinal)))
        {
            if (MarketId.TryParse(word, out var market) && market.Exchange == exchange && !known.Contains(market))
            {
                yield return (word, known.MinBy(k => Distance(k.Symbol, market.Symbol)) is { Symbol: not null } near ? near.ToString() : null);
            }
        }
    }

    private static bool Matches(string word, Instrument instrument)
    {
        if (word == "*")
        {
            return true;
        }

        return word.Contains(':', StringComparison.Ordinal)
            ? FileSystemName.MatchesSimpleExpression(word, instrument.Market.ToString())
            : word.Equals(instrument.BaseCoin, StringComparison.OrdinalIgnoreCase) && QuoteCurrency.IsUsdLike(instrument.Quote);
    }

    // Levenshtein distance without regard to case: how many letters a typist would have to change.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1;
                (diagonal, row[j]) = (row[j], Math.Min(diagonal + same, Math.Min(row[j], row[j - 1]) + 1));
            }
        }

        return row[^1];
    }
}
