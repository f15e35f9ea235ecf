using System.IO.Enumeration;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Words;

namespace SqueezeFlow.Grains.Feeds;

/// <summary>Chooses markets by the words of <see cref="FeedSelectionOptions.Markets"/>.</summary>
internal sealed class MarketSelector
{
    private readonly string[] _words;

    /// <summary>Reads a comma list of market ids, patterns and base coins.</summary>
    public MarketSelector(string markets)
    {
        _words = markets.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (_words.Length == 0)
        {
            _words = [.. FeedSelectionOptions.DefaultCoins];
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
            if (MarketId.TryParse(word, out var market) && market.Exchange == exchange && !known.Any(k => k.Symbol.Equals(market.Symbol, StringComparison.OrdinalIgnoreCase)))
            {
                yield return (word, known.MinBy(k => NearestName.Distance(k.Symbol, market.Symbol)) is { Symbol: not null } near ? near.ToString() : null);
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
}
