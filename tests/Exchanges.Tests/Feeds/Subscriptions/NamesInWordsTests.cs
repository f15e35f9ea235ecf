using SqueezeFlow.Exchanges.Feeds.Subscriptions;

namespace SqueezeFlow.Exchanges.Tests.Feeds.Subscriptions;

public sealed class NamesInWordsTests
{
    private static readonly string[] Names = ["BTC-USDT", "BTC-USDT-SWAP", "ETH-USDT"];

    [Theory]
    [InlineData("instId:BTC-USDT-SWAP doesn't exist", "BTC-USDT-SWAP")]
    [InlineData("instId:BTC-USDT doesn't exist", "BTC-USDT")]
    [InlineData("neither [btc-usdt] nor \"ETH-USDT\".", "BTC-USDT", "ETH-USDT")]
    [InlineData("XBTC-USDTX is unknown", "BTC-USDT")]
    [InlineData("requests too frequent")]
    public void Names_that_stand_for_themselves_are_found(string words, params string[] found) =>
        Assert.Equal(found, NamesInWords.Find(words, Names));
}
