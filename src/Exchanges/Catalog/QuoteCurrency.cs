using System.Diagnostics.CodeAnalysis;

namespace SqueezeFlow.Exchanges.Catalog;

/// <summary>Splits a symbol that runs base and quote together.</summary>
internal static class QuoteCurrency
{
    // Longest first: FDUSD before USD.
    private static readonly string[] Known =
    [
        "FDUSD", "RLUSD", "PYUSD", "USDT", "USDC", "TUSD", "BUSD", "USDE", "GUSD", "USDP", "BIDR", "IDRT", "USD1",
        "USD", "DAI", "EUR", "GBP", "TRY", "BRL", "AUD", "JPY", "ZAR", "UAH", "RUB", "NGN", "PLN", "RON", "ARS", "MXN", "CZK", "COP", "IDR",
        "VAI", "BTC", "ETH", "BNB", "TRX", "XRP", "DOT", "SOL", "DOGE",
    ];

    /// <summary>Splits e.g. <c>BTCUSDT</c>; false when it ends with no known quote or is nothing else.</summary>
    public static bool TrySplit(string symbol, [NotNullWhen(true)] out string? baseName, [NotNullWhen(true)] out string? quote)
    {
        quote = Known.FirstOrDefault(known => symbol.Length > known.Length && symbol.EndsWith(known, StringComparison.Ordinal));
        baseName = quote is null ? null : symbol[..^quote.Length];
        return baseName is not null;
    }
}
