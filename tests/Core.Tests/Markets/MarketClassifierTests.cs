using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Core.Tests.Markets;

public sealed class MarketClassifierTests
{
    [Theory]
    [InlineData("BINANCE:btcusdt", MarketKind.Spot)]
    [InlineData("BINANCE_FUTURES:btcusdt_261225", MarketKind.Perp)]
    [InlineData("DERIBIT:BTC_USDC", MarketKind.Spot)]
    [InlineData("DERIBIT:BTC_USDC-PERPETUAL", MarketKind.Perp)]
    [InlineData("DERIBIT:BTC-25DEC26", MarketKind.Perp)]
    [InlineData("MEXC:BTC_USDT", MarketKind.Perp)]
    [InlineData("BITMART:BTC_USDT", MarketKind.Spot)]
    [InlineData("GATEIO:BTC_USDT-SPOT", MarketKind.Spot)]
    [InlineData("HUOBI:btcusdt", MarketKind.Spot)]
    [InlineData("HUOBI:BTC-USDT", MarketKind.Perp)]
    [InlineData("KRAKEN:XBT/USD", MarketKind.Spot)]
    [InlineData("KRAKEN:PF_XBTUSD", MarketKind.Perp)]
    [InlineData("KUCOIN:XBTUSDTM", MarketKind.Perp)]
    [InlineData("OKEX:BTC-USD-261225", MarketKind.Perp)]
    [InlineData("PHEMEX:sBTCUSDT", MarketKind.Spot)]
    [InlineData("PHEMEX:s1000PEPEUSDT", MarketKind.Spot)]
    [InlineData("PHEMEX:SOLUSDT", MarketKind.Perp)]
    [InlineData("COINBASE:BTC-PERP-INTX", MarketKind.Perp)]
    [InlineData("CRYPTOCOM:BTCUSD-PERP", MarketKind.Perp)]
    [InlineData("NEW_VENUE:btc-swap", MarketKind.Perp)]
    [InlineData("NEW_VENUE:btcusd", MarketKind.Spot)]
    public void A_market_id_tells_its_side(string id, MarketKind expected)
    {
        var kind = MarketClassifier.Classify(id);

        Assert.Equal(expected, kind);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("btcusdt")]
    [InlineData("BINANCE:")]
    public void What_is_no_market_id_has_no_side(string? text)
    {
        Assert.Null(MarketClassifier.Classify(text));
        Assert.Null(BaseCoin.Of(text));
    }

    [Fact]
    public void Every_recorded_id_has_the_recorded_side_and_base()
    {
        var rows = PipelineVectors.Read("market_classification");

        var wrong = rows.Select(row => (
                Id: row.GetProperty("market").GetString(),
                Type: row.GetProperty("corrected_type").GetString(),
                Coin: row.GetProperty("corrected_base").GetString()))
            .Where(row => MarketClassifier.Classify(row.Id)?.ToString().ToUpperInvariant() != row.Type || BaseCoin.Of(row.Id) != row.Coin)
            .Select(row => $"{row.Id}: expected {row.Type} {row.Coin}, found {MarketClassifier.Classify(row.Id)} {BaseCoin.Of(row.Id)}");

        Assert.NotEmpty(rows);
        Assert.Empty(wrong);
    }
}
