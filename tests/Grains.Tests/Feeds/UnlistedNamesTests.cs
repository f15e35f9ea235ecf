using SqueezeFlow.Grains.Feeds.Planning;
using SqueezeFlow.Interfaces.Feeds;

namespace SqueezeFlow.Grains.Tests.Feeds;

/// <summary>Which words of a configuration mean nothing, over all venues.</summary>
public sealed class UnlistedNamesTests
{
    [Fact]
    public void A_coin_is_unlisted_when_no_venue_has_it_and_the_nearest_of_all_is_told()
    {
        var names = Of(("BINANCE", Plan(new UnlistedName("SOLL", "SHELL"), new UnlistedName("ETH", null))), ("OKX", Plan(new UnlistedName("SOLL", "SOL"))));

        Assert.Equal([new UnlistedName("SOLL", "SOL")], names);
    }

    [Fact]
    public void Nothing_is_said_of_a_coin_while_a_list_is_missing()
    {
        Assert.Empty(Of(("BINANCE", Plan(new UnlistedName("SOLL", "SOL"))), ("OKX", Unread)));
    }

    [Fact]
    public void A_market_concerns_its_own_venue_alone()
    {
        UnlistedName[] both = [new("OKX:BTC-USDD", "OKX:BTC-USDT"), new("BINANCE:ethusdt", null)];

        var names = Of(("OKX", Plan(both)), ("BINANCE", Plan(new UnlistedName("OKX:BTC-USDD", null))), ("BYBIT", Unread));

        Assert.Equal([new UnlistedName("OKX:BTC-USDD", "OKX:BTC-USDT")], names);
    }

    [Fact]
    public void A_market_of_a_venue_that_is_not_read_is_unlisted()
    {
        Assert.Equal("Feeds:Markets: no venue that is read lists BYBIT:BTCUSDT", UnlistedNames.Sentence(Of(("OKX", Plan(new UnlistedName("BYBIT:BTCUSDT", null))))));
    }

    [Fact]
    public void Without_any_there_is_nothing_to_say() => Assert.Null(UnlistedNames.Sentence([]));

    private static readonly ExchangePlan Unread = new(false, [], 0, "HTTP 500");

    private static ExchangePlan Plan(params UnlistedName[] unlisted) => new(true, [], 1, null, DateTimeOffset.UnixEpoch) { Unlisted = unlisted };

    private static IReadOnlyList<UnlistedName> Of(params (string Exchange, ExchangePlan Plan)[] plans) =>
        UnlistedNames.Of(plans.ToDictionary(one => one.Exchange, one => one.Plan));
}
