using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.Exchanges.Tests.Adapters;

namespace SqueezeFlow.Exchanges.Tests.Feeds;

/// <summary>Exchange times that cannot be true.</summary>
public sealed class TradeClockTests
{
    private const long ReceivedUnixMs = 1_723_161_255_342;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5_000, 0)]
    [InlineData(-5_000, 0)]
    [InlineData(-299_000, 0)]
    [InlineData(3_600_000, 1)]
    [InlineData(-3_600_000, 1)]
    public void A_jump_of_the_venues_clock_costs_no_trade_and_a_few_seconds_are_taken_as_they_are(long offsetMs, int restamped)
    {
        var venue = new Binance();
        var session = new FeedSession(venue, "main", [venue.Assume(new("BINANCE", "btcusdt"))!]) { ReceivedUnixMs = ReceivedUnixMs };
        var sink = new Collected();
        var frame = FeedHarness.TradeOf("BTCUSDT", 7).Replace($"{ReceivedUnixMs}", $"{ReceivedUnixMs + offsetMs}", StringComparison.Ordinal);

        venue.Parse(System.Text.Encoding.UTF8.GetBytes(frame), session, sink);

        var trade = Assert.Single(sink.Trades).Trade;
        Assert.Equal((restamped, ReceivedUnixMs + (restamped == 0 ? offsetMs : 0)), ((int)session.Restamped, trade.UnixMs));
    }
}
