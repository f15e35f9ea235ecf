using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Core.Tests.Markets;

public sealed class BaseCoinTests
{
    [Theory]
    [InlineData("BINANCE:arbusdt", "ARB", "USDT")]
    [InlineData("BINANCE:ethbtc", "ETH", "BTC")]
    [InlineData("BINANCE_FUTURES:币安人生usdt", "币安人生", "USDT")]
    [InlineData("BINANCE_FUTURES:1000币安人生usdt", "币安人生", "USDT")]
    [InlineData("BINANCE_FUTURES:1000xusdt", "X", "USDT")]
    [InlineData("BINANCE_FUTURES:4usdt", "4", "USDT")]
    [InlineData("BYBIT:币安人生1000USDT", "币安人生", "USDT")]
    [InlineData("OKX:$WIF-USDT", "$WIF", "USDT")]
    [InlineData("BYBIT:1000$USDT", "$", "USDT")]
    [InlineData("HYPERLIQUID:k币安人生", "币安人生", "USDC")]
    [InlineData("PHEMEX:s币安人生USDT", "币安人生", "USDT")]
    [InlineData("BINANCE:btctusd", "BTC", "TUSD")]
    [InlineData("BITSTAMP:arbusd", "ARB", "USD")]
    [InlineData("BINANCE_FUTURES:1000pepeusdt", "PEPE", "USDT")]
    [InlineData("BINANCE_FUTURES:btcusdt_261225", "BTC", "USDT")]
    [InlineData("BINANCE_FUTURES:btcusd_perp", "BTC", "USD")]
    [InlineData("BITFINEX:BTCF0:USTF0", "BTC", "USDT")]
    [InlineData("BITFINEX:BTCUST", "BTC", "USDT")]
    [InlineData("BITFINEX:DUSK:USD", "DUSK", "USD")]
    [InlineData("BITFINEX:IOTUSD", "IOTA", "USD")]
    [InlineData("BYBIT:BTCPERP", "BTC", "USDC")]
    [InlineData("BYBIT:SHIB1000USDT", "SHIB", "USDT")]
    [InlineData("DERIBIT:BTC-PERPETUAL", "BTC", "USD")]
    [InlineData("DERIBIT:BTC_USDC-25DEC26", "BTC", "USDC")]
    [InlineData("FTX:BTC-1227", "BTC", "USD")]
    [InlineData("GEMINI:btcgusdperp", "BTC", "GUSD")]
    [InlineData("HYPERLIQUID:kPEPE", "PEPE", "USDC")]
    [InlineData("HYPERLIQUID:WBTC", "WBTC", "USDC")]
    [InlineData("KRAKEN:ETH/XBT", "ETH", "BTC")]
    [InlineData("KRAKEN:FI_XBTUSD_261225", "BTC", "USD")]
    [InlineData("KRAKEN:ZETA/USD", "ZETA", "USD")]
    [InlineData("KUCOIN:XBTUSDM", "BTC", "USD")]
    [InlineData("PHEMEX:u100000BABYDOGEUSDT", "BABYDOGE", "USDT")]
    [InlineData("PHEMEX:sOLUSDT", "OL", "USDT")]
    [InlineData("PHEMEX:SOLUSDT", "SOL", "USDT")]
    [InlineData("OKX:1INCH-USDT", "1INCH", "USDT")]
    [InlineData("OKX:TONCOIN-EUR", "TON", "EUR")]
    public void A_symbol_is_taken_apart_into_base_and_quote(string id, string coin, string quote)
    {
        var market = MarketId.Parse(id);

        Assert.Equal((coin, quote), (BaseCoin.Of(market), QuoteCurrency.Of(market)));
    }

    [Theory]
    [InlineData("BYBIT", "1000PEPE", 1000)]
    [InlineData("BYBIT", "1MBABYDOGE", 1_000_000)]
    [InlineData("HYPERLIQUID", "kPEPE", 1000)]
    [InlineData("HYPERLIQUID", "k币安人生", 1000)]
    [InlineData("BINANCE_FUTURES", "1000币安人生", 1000)]
    [InlineData("PHEMEX", "100CHEEMS", 100)]
    [InlineData("BYBIT", "1INCH", 1)]
    [InlineData("BYBIT", "BTC", 1)]
    public void A_multiplied_ticker_tells_its_multiplier(string exchange, string venueBase, double expected)
    {
        Assert.Equal(expected, BaseCoin.MultiplierOf(exchange, venueBase));
    }

    [Theory]
    [InlineData("KRAKEN", "XXBT", "BTC")]
    [InlineData("KRAKEN", "XXDG", "DOGE")]
    [InlineData("KRAKEN", "XLTC", "LTC")]
    [InlineData("BITFINEX", "BTCF0", "BTC")]
    [InlineData("COINBASE", "bchn", "BCH")]
    public void A_venues_base_field_becomes_todays_name(string exchange, string venueBase, string expected)
    {
        Assert.Equal(expected, BaseCoin.FromVenue(exchange, venueBase));
    }

    [Theory]
    [InlineData("USDT", true)]
    [InlineData("FDUSD", true)]
    [InlineData("pyusd", true)]
    [InlineData("EUR", false)]
    [InlineData("BTC", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_dollar_currencies_are_usd_like(string? quote, bool expected)
    {
        Assert.Equal(expected, QuoteCurrency.IsUsdLike(quote));
    }
}
