using SqueezeFlow.Client.Offline.Backtests.Files;
using SqueezeFlow.Client.Offline.Reading;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Catalog;

namespace SqueezeFlow.Client.Offline.Backtests;

/// <summary>Refuses files whose <c>market</c> columns say that they do not belong together.</summary>
internal static class PairCheck
{
    private const string Anyway = "or --force to run all the same";

    /// <summary>Checks both sides, the open interest and the funding against each other; what a file does not tell is not checked.</summary>
    /// <exception cref="DataFormatException">They are of different coins, of the wrong kind, or not counted in dollars.</exception>
    public static void Check(MarketFile spot, MarketFile perp, OpenInterestFile? openInterest, FundingFile? funding = null)
    {
        if (Path.GetFullPath(spot.Path) == Path.GetFullPath(perp.Path))
        {
            throw new DataFormatException(spot.Name, "path", "one file for --spot and --perp", $"two files, {Anyway}");
        }

        CheckKinds(spot, perp);
        CheckCoins(spot.Name, spot.Market, perp.Name, perp.Market);
        CheckQuote(spot);
        CheckQuote(perp);
        if (openInterest is not null)
        {
            CheckCoins(openInterest.Name, openInterest.Market, perp.Name, perp.Market);
        }

        if (funding is not null)
        {
            CheckCoins(funding.Name, funding.Market, perp.Name, perp.Market);
        }
    }

    /// <summary>Base coin that a file's market names; null when it tells none.</summary>
    public static string? CoinOf(string market) => market.Length == 0 ? null : BaseCoin.Of(IdOf(market));

    private static void CheckKinds(MarketFile spot, MarketFile perp)
    {
        var isSpotWrong = KindOf(spot.Market) == MarketKind.Perp;
        var isPerpWrong = KindOf(perp.Market) == MarketKind.Spot;
        if (!isSpotWrong && !isPerpWrong)
        {
            return;
        }

        var (file, found, expected) = isSpotWrong
            ? (spot, $"{spot.Market}, a derivative, for --spot", "a spot market")
            : (perp, $"{perp.Market}, a spot market, for --perp", "a perpetual");
        var fix = isSpotWrong && isPerpWrong ? $"swap the files, {Anyway}" : $"give another file, {Anyway}";
        throw new DataFormatException(file.Name, "market", found, $"{expected}: {fix}");
    }

    private static void CheckCoins(string file, string market, string otherFile, string otherMarket)
    {
        if (CoinOf(market) is { } coin && CoinOf(otherMarket) is { } other && coin != other)
        {
            throw new DataFormatException(
                file, "market", $"{market} ({coin}), while {otherFile} holds {otherMarket} ({other})", $"markets of one coin, {Anyway}");
        }
    }

    private static void CheckQuote(MarketFile file)
    {
        var quote = file.Market.Length == 0 ? string.Empty : QuoteCurrency.Of(IdOf(file.Market));
        if (quote.Length > 0 && !QuoteCurrency.IsUsdLike(quote))
        {
            throw new DataFormatException(file.Name, "market", $"{file.Market}, counted in {quote}", $"flow in dollars or a coin worth one, {Anyway}");
        }
    }

    // Names of venues that are not known tell the kind only when they say so themselves.
    private static MarketKind? KindOf(string market)
    {
        if (!market.Contains(':', StringComparison.Ordinal))
        {
            return null;
        }

        var id = IdOf(market);
        var kind = MarketClassifier.Classify(id);
        return kind == MarketKind.Perp || ExchangeCatalog.All.Any(adapter => adapter.Descriptor.Id == id.Exchange) ? kind : null;
    }

    private static MarketId IdOf(string market) =>
        MarketId.TryParse(market, out var id) ? id with { Exchange = id.Exchange.ToUpperInvariant() } : new MarketId("FILE", market);
}
