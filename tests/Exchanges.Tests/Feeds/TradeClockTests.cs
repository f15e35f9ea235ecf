using SqueezeFlow.Exchanges.Adapters.Binance;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Tests.Adapters;

namespace SqueezeFlow.Exchanges.Tests.Feeds;

/// <summary>Exchange times that cannot be true.</summary>
public sealed class TradeClockTests
{
    private const long ReceivedUnixMs = 1_723_161_255_342;

    [Theory]
    [InlineData(0)]
    [InlineData(5_000)]
    [InlineData(50_000)]
    [InlineData(-5_000)]
    [InlineData(-360_000)]
    [InlineData(-3_600_000)]
    public void A_trades_time_is_the_venues_however_old(long offsetMs)
    {
        var sink = new Collected();
        var session = Read(offsetMs, sink);

        Assert.Equal((ReceivedUnixMs + offsetMs, 1L), (Assert.Single(sink.Trades).Trade.UnixMs, session.Trades));
    }

    [Fact]
    public void A_time_that_is_still_to_come_is_refused_and_its_market_knows()
    {
        var sink = new Missing();
        var session = Read(3_600_000, sink);

        Assert.Equal((0L, 1L), (session.Trades, session.Rejected(RejectReason.Time)));
        Assert.Equal("BINANCE:btcusdt", Assert.Single(sink.Missed));
    }

    private static FeedSession Read(long offsetMs, ITradeSink sink)
    {
        var venue = new Binance();
        var session = new FeedSession(venue, "main", [venue.Assume(new("BINANCE", "btcusdt"))!]) { ReceivedUnixMs = ReceivedUnixMs };
        var frame = FeedHarness.TradeOf("BTCUSDT", 7).Replace($"{ReceivedUnixMs}", $"{ReceivedUnixMs + offsetMs}", StringComparison.Ordinal);

        venue.Parse(System.Text.Encoding.UTF8.GetBytes(frame), session, sink);
        return session;
    }

    private sealed class Missing : ITradeSink
    {
        public List<string> Missed { get; } = [];

        public void Add(MarketSlot slot, in Core.Trades.Trade trade) => throw new InvalidOperationException("no trade was expected");

        public void OnMissed(MarketSlot slot) => Missed.Add(slot.Market.ToString());
    }
}
