using System.Text.RegularExpressions;

namespace SqueezeFlow.Core.Markets;

/// <summary>A venue's symbol taken apart into base and quote as the venue spells them, upper case, multiplier still on.</summary>
internal static partial class SymbolParts
{
    private static readonly string[] ContractSuffixes =
        ["-PERP-INTX", "-PERPETUAL", "-SPOT", "-SWAP", "-INTX", "-PERP", "_PERP", "_UMCBL", "_DMCBL", "_CMCBL"];

    private static readonly string[] KrakenFutures = ["PI_", "PF_", "FI_", "FF_"];

    /// <summary>Longest first, so that FDUSD is not read as USD.</summary>
    private static readonly string[] Quotes =
    [
        "USDTF0", "USTF0", "FDUSD", "USDT", "USDC", "USDD", "USDE", "USD", "UST", "DAI",
        "EUR", "GBP", "JPY", "KRW", "TRY", "BRL", "BTC", "ETH", "BNB",
    ];

    /// <summary>Base and quote of a market; the quote is empty when the symbol names none.</summary>
    public static (string Base, string Quote) Of(MarketId market)
    {
        var exchange = market.Exchange;
        if (exchange == "HYPERLIQUID" && market.Symbol.IndexOfAny(['/', '-']) < 0)
        {
            return (WithoutThousands(market.Symbol).ToUpperInvariant(), string.Empty);
        }

        var symbol = WithoutVenuePrefix(exchange, market.Symbol).ToUpperInvariant();
        symbol = WithoutSuffix(exchange, symbol);
        symbol = DeliveryDate().Replace(symbol, string.Empty);

        var perpetual = exchange == "BITFINEX" ? symbol.IndexOf("F0:", StringComparison.Ordinal) : -1;
        if (perpetual > 0)
        {
            return (symbol[..perpetual], symbol[(perpetual + 3)..]);
        }

        var separator = symbol.AsSpan().IndexOfAny("-_/:");
        return separator > 0 ? AroundSeparator(symbol, separator) : WithoutQuote(exchange, symbol);
    }

    /// <summary>Whether a Phemex symbol carries this lower-case prefix before its coin (<c>sBTCUSDT</c>, <c>u1000PEPEUSDT</c>).</summary>
    public static bool HasPhemexPrefix(string symbol, char prefix) =>
        symbol.Length > 1 && symbol[0] == prefix && (BeginsCoin(symbol[1]) || char.IsAsciiDigit(symbol[1]));

    /// <summary>Whether a Hyperliquid symbol counts in thousands of its coin (<c>kPEPE</c>).</summary>
    public static bool HasThousands(string symbol) => symbol.Length > 1 && symbol[0] == 'k' && BeginsCoin(symbol[1]);

    private static string WithoutVenuePrefix(string exchange, string symbol)
    {
        if (exchange == "PHEMEX" && "scu".Any(prefix => HasPhemexPrefix(symbol, prefix)))
        {
            return symbol[1..];
        }

        var isKrakenFuture = exchange == "KRAKEN"
            && KrakenFutures.Any(prefix => symbol.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
        return isKrakenFuture ? symbol[3..] : symbol;
    }

    private static string WithoutSuffix(string exchange, string symbol)
    {
        foreach (var suffix in ContractSuffixes)
        {
            if (symbol.EndsWith(suffix, StringComparison.Ordinal))
            {
                return symbol[..^suffix.Length];
            }
        }

        return exchange switch
        {
            "KUCOIN" when !symbol.Contains('-') && symbol.EndsWith('M') => symbol[..^1],
            "BYBIT" or "GEMINI" when symbol.Length > 4 && symbol.EndsWith("PERP", StringComparison.Ordinal) => symbol[..^4],
            _ => symbol,
        };
    }

    private static (string Base, string Quote) AroundSeparator(string symbol, int separator)
    {
        var rest = symbol[(separator + 1)..];
        var next = rest.AsSpan().IndexOfAny("-_/:");
        var quote = next < 0 ? rest : rest[..next];
        return (symbol[..separator], quote.All(char.IsAsciiDigit) ? string.Empty : quote);
    }

    private static (string Base, string Quote) WithoutQuote(string exchange, string symbol)
    {
        foreach (var quote in QuotesOf(exchange).Concat(Quotes))
        {
            if (symbol.Length > quote.Length && symbol.EndsWith(quote, StringComparison.Ordinal))
            {
                return (symbol[..^quote.Length], quote);
            }
        }

        return (symbol, string.Empty);
    }

    /// <summary>Quotes that one venue lists and whose letters end other coins' names elsewhere: ARBUSD is ARB in USD, not AR in BUSD.</summary>
    private static string[] QuotesOf(string exchange) => exchange switch
    {
        "BINANCE" or "BINANCE_FUTURES" => ["TUSD", "BUSD"],
        "GEMINI" => ["RLUSD", "GUSD"],
        "BITSTAMP" => ["RLUSD", "PYUSD"],
        _ => [],
    };

    private static string WithoutThousands(string symbol) => HasThousands(symbol) ? symbol[1..] : symbol;

    // A capital, or a sign or letter that knows no case: coins are named in any script and with $.
    private static bool BeginsCoin(char letter) => letter == '$' || (char.IsLetter(letter) && !char.IsLower(letter));

    [GeneratedRegex("[-_]([0-9]{6,8}|[0-9]{1,2}[A-Z]{3}[0-9]{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex DeliveryDate();
}
