using System.Text.RegularExpressions;

namespace SqueezeFlow.Core.Markets;

/// <summary>Tells spot markets from derivatives by their ids, for stored names and wherever a venue's instrument list is not at hand.</summary>
public static partial class MarketClassifier
{
    /// <summary>Which side a market id such as <c>BYBIT:BTCUSDT-SPOT</c> feeds; null when the text is no market id.</summary>
    public static MarketKind? Classify(string? marketId) =>
        MarketId.TryParse(marketId, out var market) ? Classify(market) : null;

    /// <summary>Which side a market feeds. Dated futures are <see cref="MarketKind.Perp"/>.</summary>
    public static MarketKind Classify(MarketId market) =>
        IsDerivative(market.Exchange, market.Symbol) ? MarketKind.Perp : MarketKind.Spot;

    private static bool IsDerivative(string exchange, string symbol) => exchange switch
    {
        "BINANCE_FUTURES" or "DYDX" or "HYPERLIQUID" or "BITUNIX" or "ASTER" or "HUOBI_FUTURES" => true,
        "BINANCE" or "BINANCE_US" or "BITSTAMP" or "HITBTC" or "POLONIEX" => false,
        "DERIBIT" => !symbol.Contains('_') || symbol.Contains('-'),
        "BITMEX" or "BITMART" => !symbol.Contains('_'),
        "BITFINEX" => symbol.Contains("F0", StringComparison.Ordinal),
        "BITGET" or "BYBIT" or "GATE" => !symbol.EndsWith("-SPOT", StringComparison.Ordinal),
        "MEXC" => symbol.Contains('_'),
        "COINBASE" => symbol.EndsWith("-INTX", StringComparison.Ordinal),
        "CRYPTOCOM" => symbol.EndsWith("-PERP", StringComparison.Ordinal) || Dated().IsMatch(symbol),
        "HUOBI" => symbol.Any(char.IsAsciiLetterUpper) || !symbol.Any(char.IsAsciiLetterLower),
        "KRAKEN" or "FTX" => !symbol.Contains('/'),
        "KUCOIN" => !symbol.Contains('-'),
        "OKX" => symbol.EndsWith("-SWAP", StringComparison.Ordinal) || Dated().IsMatch(symbol),
        "PHEMEX" => !SymbolParts.HasPhemexPrefix(symbol, 's'),
        _ => SaysDerivative(exchange) || SaysDerivative(symbol),
    };

    private static bool SaysDerivative(string text) =>
        text.Contains("perp", StringComparison.OrdinalIgnoreCase)
        || text.Contains("swap", StringComparison.OrdinalIgnoreCase)
        || text.Contains("futures", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("-[0-9]{6,8}$", RegexOptions.CultureInvariant)]
    private static partial Regex Dated();
}
