using SqueezeFlow.Core.Markets;
using SqueezeFlow.Grains.Feeds.Planning;

namespace SqueezeFlow.Grains.Tests.Feeds;

/// <summary>Which markets the words of a configuration mean.</summary>
public sealed class MarketSelectorTests
{
    [Theory]
    [InlineData("BTC", "btcusdt", "BTC", "USDT", true)]
    [InlineData("btc", "btcusdt", "BTC", "USDT", true)]
    [InlineData("BTC", "btceur", "BTC", "EUR", false)]
    [InlineData("BTC", "ethusdt", "ETH", "USDT", false)]
    [InlineData("*:btc*usdt", "btcusdt", "BTC", "USDT", true)]
    [InlineData("*:btc*usdt", "ethusdt", "ETH", "USDT", false)]
    [InlineData("BINANCE:btceur", "btceur", "BTC", "EUR", true)]
    [InlineData("BYBIT:btcusdt", "btcusdt", "BTC", "USDT", false)]
    [InlineData("*", "btceur", "BTC", "EUR", true)]
    [InlineData("ETH, BTC", "btcusdt", "BTC", "USDT", true)]
    [InlineData("", "solusdt", "SOL", "USDT", true)]
    [InlineData("", "pepeusdt", "PEPE", "USDT", false)]
    public void A_word_is_a_coin_a_market_or_a_pattern(string words, string symbol, string coin, string quote, bool isWanted)
    {
        var selector = new MarketSelector(words);

        Assert.Equal(isWanted, selector.Wants(Spot(symbol, coin, quote)));
    }

    [Fact]
    public void A_market_that_does_not_trade_is_never_wanted()
    {
        var selector = new MarketSelector("*");

        Assert.False(selector.Wants(Spot("btcusdt", "BTC", "USDT") with { IsTrading = false }));
    }

    [Fact]
    public void What_a_list_does_not_have_is_told_with_the_nearest_that_it_has()
    {
        var selector = new MarketSelector("BINANCE:btcusd,binance:ETHUSDT,BYBIT:nothing,*:x*,*:eth*,BTCC,eth,*");
        Instrument[] listed = [Spot("ethusdt", "ETH", "USDT"), Spot("btcusdt", "BTC", "USDT")];

        var unlisted = selector.Unlisted(listed);

        Assert.Equal([new("BINANCE:btcusd", "BINANCE:btcusdt"), new("BYBIT:nothing", null), new("*:x*", null), new("BTCC", "BTC")], unlisted);
    }

    [Fact]
    public void A_coin_that_is_listed_over_other_money_alone_is_not_listed_and_one_that_rests_is()
    {
        var selector = new MarketSelector("PEPE,BTC");

        var unlisted = selector.Unlisted([Spot("pepetry", "PEPE", "TRY"), Spot("btcusdt", "BTC", "USDT") with { IsTrading = false }]);

        Assert.Equal([new("PEPE", null)], unlisted);
    }

    [Fact]
    public void Of_coins_that_nobody_named_none_is_missed() => Assert.Empty(new MarketSelector("").Unlisted([Spot("btcusdt", "BTC", "USDT")]));

    private static Instrument Spot(string symbol, string coin, string quote) =>
        new(new("BINANCE", symbol), MarketKind.Spot, ContractKind.Spot, coin, quote, 1, true);
}
