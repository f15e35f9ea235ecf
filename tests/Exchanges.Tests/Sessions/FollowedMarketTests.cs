using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Adapters.Binance;
using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Exchanges.Tests.Sessions;

/// <summary>Which markets a session says it follows, while they change.</summary>
public sealed class FollowedMarketTests
{
    private readonly Binance _venue = new();

    [Fact]
    public void A_market_that_is_added_is_followed_and_one_that_is_taken_away_no_longer()
    {
        var (bitcoin, ether) = (Market("btcusdt"), Market("ethusdt"));
        var session = new FeedSession(_venue, "main", [bitcoin]);

        session.Change([ether], [bitcoin]);
        session.ApplyChanges();

        Assert.Equal([ether.Market], session.Followed.Select(slot => slot.Market));
    }

    [Fact]
    public void A_market_that_comes_back_is_followed_anew()
    {
        var bitcoin = Market("btcusdt");
        var session = new FeedSession(_venue, "main", [bitcoin]);
        var before = session.Followed[0];

        session.Change([], [bitcoin]);
        session.Change([bitcoin], []);
        session.ApplyChanges();

        Assert.NotSame(before, Assert.Single(session.Followed));
        Assert.Same(session.Followed[0], session.Find("BTCUSDT"u8));
    }

    private Instrument Market(string symbol) => _venue.Assume(new("BINANCE", symbol))!;
}
