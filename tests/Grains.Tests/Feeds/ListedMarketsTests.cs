using SqueezeFlow.Core.Markets;
using SqueezeFlow.Grains.Feeds.Planning;

namespace SqueezeFlow.Grains.Tests.Feeds;

public sealed class ListedMarketsTests
{
    private static readonly Instrument[] Listed =
        [.. ((string[])["PHEMEX:sOLUSDT", "PHEMEX:SOLUSDT", "PHEMEX:sBTCUSDT"]).Select(id => new Instrument(MarketId.Parse(id), MarketKind.Spot, ContractKind.Spot, "X", "USDT", 1, true))];

    [Theory]
    [InlineData("PHEMEX:sBTCUSDT", "PHEMEX:sBTCUSDT", null)]
    [InlineData("PHEMEX:SBTCusdt", "PHEMEX:sBTCUSDT", null)]
    [InlineData("PHEMEX:SOLUSDT", "PHEMEX:SOLUSDT", null)]
    [InlineData("PHEMEX:solusdt", null, "PHEMEX:sOLUSDT or PHEMEX:SOLUSDT")]
    [InlineData("PHEMEX:sBTCUSD", null, "PHEMEX:sBTCUSDT")]
    public void A_name_means_a_market_in_any_letter_case_unless_letter_case_decides(string asked, string? found, string? nearest)
    {
        var (market, near) = ListedMarkets.Find(Listed, asked);

        Assert.Equal((found, nearest), (market?.Market.ToString(), near));
    }
}
