namespace SqueezeFlow.Core.Markets;

/// <summary>What prices of a market are counted in.</summary>
public static class QuoteCurrency
{
    private static readonly HashSet<string> UsdLike = new(StringComparer.OrdinalIgnoreCase)
    {
        "USD", "USDT", "USDC", "FDUSD", "TUSD", "DAI", "BUSD", "UST", "USDE", "RLUSD", "GUSD", "PYUSD",
    };

    /// <summary>Quote currency of a market by its symbol alone, upper case. Contracts that name none are counted in dollars; empty on spot.</summary>
    public static string Of(MarketId market)
    {
        var quote = SymbolParts.Of(market).Quote;
        if (quote.Length > 0)
        {
            return Today(market.Exchange, quote);
        }

        if (MarketClassifier.Classify(market) == MarketKind.Spot)
        {
            return string.Empty;
        }

        return market.Exchange is "COINBASE" or "BYBIT" or "HYPERLIQUID" ? "USDC" : "USD";
    }

    /// <summary>Whether one unit is worth a dollar, so that notionals may be added: the strategy counts only such markets.</summary>
    public static bool IsUsdLike(string? quote) => quote is not null && UsdLike.Contains(quote);

    private static string Today(string exchange, string quote) => (exchange, quote) switch
    {
        (_, "USDTF0" or "USTF0") => "USDT",
        (_, "XBT") => "BTC",
        ("BITFINEX", "UST") => "USDT",
        ("BITFINEX", "UDC") => "USDC",
        ("BITFINEX", _) when quote.EndsWith("F0", StringComparison.Ordinal) => Today(exchange, quote[..^2]),
        ("KRAKEN", "ZUSD" or "ZEUR" or "ZGBP" or "ZCAD" or "ZJPY" or "ZAUD") => quote[1..],
        // Delivery codes (this week, next quarter) stand where other venues write the quote.
        ("HUOBI" or "HUOBI_FUTURES", "CW" or "NW" or "CQ" or "NQ") => "USD",
        _ => quote,
    };
}
