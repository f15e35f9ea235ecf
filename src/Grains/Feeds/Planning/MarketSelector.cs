using System.IO.Enumeration;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Words;
using SqueezeFlow.Interfaces.Feeds;

namespace SqueezeFlow.Grains.Feeds.Planning;

/// <summary>Chooses markets by the words of <see cref="FeedSelectionOptions.Markets"/>.</summary>
internal sealed class MarketSelector
{
    private readonly string[] _words;
    private readonly bool _isNamed = true;

    /// <summary>Reads a comma list of market ids, patterns and base coins.</summary>
    public MarketSelector(string markets)
    {
        _words = markets.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (_words.Length == 0)
        {
            (_words, _isNamed) = ([.. FeedSelectionOptions.DefaultCoins], false);
        }
    }

    /// <summary>Whether a trading market is wanted. Base coins mean USD-like quotes only; ids and patterns mean what they say.</summary>
    public bool Wants(Instrument instrument) => instrument.IsTrading && _words.Any(w => Matches(w, instrument));

    /// <summary>
    /// The words that mean no market of a venue's list, trading or not, each with the nearest name that the list has. A word may yet mean
    /// markets of another venue: <see cref="UnlistedNames"/> puts the venues together. None when nothing was named.
    /// </summary>
    public IReadOnlyList<UnlistedName> Unlisted(IReadOnlyCollection<Instrument> listed)
    {
        if (!_isNamed)
        {
            return [];
        }

        var known = listed.Select(i => i.Market.ToString()).Concat(listed.Where(i => QuoteCurrency.IsUsdLike(i.Quote)).Select(i => i.BaseCoin))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. _words
                .Where(word => word.Contains('*', StringComparison.Ordinal) ? !listed.Any(i => Matches(word, i)) : !known.Contains(word))
                .Select(word => new UnlistedName(word, NearestTo(word, listed))),
        ];
    }

    private static string? NearestTo(string word, IReadOnlyCollection<Instrument> listed)
    {
        if (word.Contains('*', StringComparison.Ordinal))
        {
            return null;
        }

        return MarketId.TryParse(word, out var market)
            ? listed.Where(i => i.Market.Exchange == market.Exchange).MinBy(i => NearestName.Distance(i.Market.Symbol, market.Symbol))?.Market.ToString()
            : NearestName.Of(word, listed.Where(i => QuoteCurrency.IsUsdLike(i.Quote)).Select(i => i.BaseCoin).Distinct());
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
