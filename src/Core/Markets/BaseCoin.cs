using System.Text.RegularExpressions;

namespace SqueezeFlow.Core.Markets;

/// <summary>The asset followed across markets: one name per coin, whatever a venue calls it and in whatever multiples it lists it.</summary>
public static partial class BaseCoin
{
    /// <summary>Coins whose own name begins like a multiplier.</summary>
    private static readonly HashSet<string> NotMultiplied = new(StringComparer.Ordinal) { "1INCH" };

    /// <summary>Base coin of a market id such as <c>KRAKEN:PF_XBTUSD</c>; null when the text is no market id.</summary>
    public static string? Of(string? marketId) => MarketId.TryParse(marketId, out var market) ? Of(market) : null;

    /// <summary>Base coin of a market by its symbol alone. Where the venue's instrument list names the base, <see cref="FromVenue"/> knows better.</summary>
    public static string Of(MarketId market) => FromVenue(market.Exchange, SymbolParts.Of(market).Base);

    /// <summary>Base coin of a venue's base field: multiplier stripped, old and venue-specific names made today's, upper case.</summary>
    public static string FromVenue(string exchange, string venueBase)
    {
        var (coin, _) = SplitMultiplier(exchange, venueBase);
        return Today(exchange, coin);
    }

    /// <summary>Coins in one base unit of the venue's ticker: 1000 for <c>1000PEPE</c>, else 1.</summary>
    public static double MultiplierOf(string exchange, string venueBase) => SplitMultiplier(exchange, venueBase).Multiplier;

    /// <summary>Coins in one base unit of a market, by its symbol alone.</summary>
    public static double MultiplierOf(MarketId market) =>
        MultiplierOf(market.Exchange, market.Exchange == "HYPERLIQUID" ? market.Symbol : SymbolParts.Of(market).Base);

    /// <summary>The pair that a base coin is traded as: <c>BTC</c> to <c>BTCUSDT</c>.</summary>
    public static string TradingPair(string baseCoin) => baseCoin + "USDT";

    private static (string Coin, double Multiplier) SplitMultiplier(string exchange, string venueBase)
    {
        if (exchange == "HYPERLIQUID" && SymbolParts.HasThousands(venueBase))
        {
            return (venueBase[1..].ToUpperInvariant(), 1000);
        }

        var name = venueBase.ToUpperInvariant();
        if (NotMultiplied.Contains(name))
        {
            return (name, 1);
        }

        var match = exchange == "PHEMEX" ? LeadingOrHundred().Match(name) : Leading().Match(name);
        if (match.Success)
        {
            return (name[match.Length..], ValueOf(match.Value));
        }

        var trailing = exchange == "BYBIT" ? Trailing().Match(name) : Match.Empty;
        return trailing.Success ? (name[..trailing.Index], ValueOf(trailing.Value)) : (name, 1);
    }

    private static double ValueOf(string digits) => digits switch
    {
        "100" => 100,
        "1000" => 1_000,
        "10000" => 10_000,
        "100000" => 100_000,
        _ => 1_000_000,
    };

    private static string Today(string exchange, string coin) => (exchange, coin) switch
    {
        (_, "XBT" or "XXBT") => "BTC",
        (_, "XETH") => "ETH",
        (_, "XDG" or "XXDG") => "DOGE",
        (_, "TONCOIN") => "TON",
        (_, "BCHN") => "BCH",
        // Only the old four-letter asset codes carry a class letter; ZETA and XION are coins.
        ("KRAKEN", "XLTC" or "XXRP" or "XXLM" or "XZEC" or "XXMR" or "XETC" or "XREP" or "XMLN") => coin[1..],
        ("KRAKEN", "ZUSD" or "ZEUR" or "ZGBP" or "ZCAD" or "ZJPY" or "ZAUD") => coin[1..],
        ("BITFINEX", "UST") => "USDT",
        ("BITFINEX", "UDC") => "USDC",
        ("BITFINEX", "IOT") => "IOTA",
        ("BITFINEX", "DSH") => "DASH",
        ("BITFINEX", "QTM") => "QTUM",
        ("BITFINEX", _) when coin.EndsWith("F0", StringComparison.Ordinal) => Today(exchange, coin[..^2]),
        _ => coin,
    };

    // Coins are named in any script and with $, so that a multiplier ends before whatever is no digit of its own.
    [GeneratedRegex(@"^(1000000|100000|10000|1000|1M)(?=[\p{L}$])", RegexOptions.CultureInvariant)]
    private static partial Regex Leading();

    [GeneratedRegex(@"^(1000000|100000|10000|1000|100|1M)(?=[\p{L}$])", RegexOptions.CultureInvariant)]
    private static partial Regex LeadingOrHundred();

    [GeneratedRegex(@"(?<=[\p{L}$])(1000000|100000|10000|1000)$", RegexOptions.CultureInvariant)]
    private static partial Regex Trailing();
}
