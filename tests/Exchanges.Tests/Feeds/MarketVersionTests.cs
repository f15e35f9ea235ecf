using System.Text;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Adapters.Binance;
using SqueezeFlow.Exchanges.Adapters.Okx;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Tests.Adapters;

namespace SqueezeFlow.Exchanges.Tests.Feeds;

/// <summary>What a venue says of a market changes while its connection goes on.</summary>
public sealed class MarketVersionTests
{
    private const long TradedUnixMs = 1_723_161_255_342;

    private static readonly Instrument Swap = new(
        new("OKX", "BTC-USDT-SWAP"), MarketKind.Perp, ContractKind.Linear, "BTC", "USDT", 0.01, IsTrading: true);

    private static readonly InstrumentHistory Resized = InstrumentHistory.Of(Swap).With(Swap with { ContractSize = 0.1 }, TradedUnixMs, TradedUnixMs - 5_000);

    [Theory]
    [InlineData(TradedUnixMs - 1, 100)]
    [InlineData(TradedUnixMs, 1_000)]
    public void A_trade_of_the_stream_counts_by_the_size_in_force_at_its_time(long unixMs, double notional)
    {
        var venue = new Okx();
        var session = new FeedSession(venue, "main", [Swap]);
        var sink = new Collected();
        session.Learn(Resized);
        session.ApplyChanges();

        session.Add(session.Find("BTC-USDT-SWAP"u8), PrintAt(7, unixMs), sink);

        Assert.Equal(notional, Assert.Single(sink.Trades).Trade.Notional, 1e-9);
    }

    [Fact]
    public void A_trade_that_is_asked_for_later_counts_by_the_same_size()
    {
        var search = new TradeSearch(Resized, new(Swap.Market, 6, TradedUnixMs - 1_000, 9, TradedUnixMs + 1_000, 2, "ids"));
        search.Add(PrintAt(7, TradedUnixMs - 1));
        search.Add(PrintAt(8, TradedUnixMs));

        Assert.Equal([100, 1_000], search.Trades.Select(t => Math.Round(t.Notional, 6)));
    }

    [Fact]
    public void A_row_that_is_no_countable_trade_is_remembered_as_one_that_is_missing_still()
    {
        var search = new TradeSearch(Swap, new(Swap.Market, 6, TradedUnixMs - 1_000, 10, TradedUnixMs + 1_000, 3, "ids"));
        search.Add(PrintAt(7, TradedUnixMs) with { Side = AggressorSide.Unknown });
        search.Add(PrintAt(8, TradedUnixMs) with { RawSize = 0 });
        search.Add(PrintAt(9, TradedUnixMs));

        Assert.Equal([new UncountedTrade(7, TradedUnixMs)], search.Unread);
        Assert.Equal(9, Assert.Single(search.Trades).Id);
        Assert.False(search.ReachesEnd);
    }

    [Fact]
    public void A_market_that_was_off_while_its_connection_was_up_says_so_with_its_first_trade()
    {
        var venue = new Binance();
        var market = venue.Assume(new("BINANCE", "btcusdt"))!;
        var session = new FeedSession(venue, "main", [market]);
        var sink = new Collected();
        var frame = Encoding.UTF8.GetBytes(FeedHarness.TradeOf("BTCUSDT", 7));
        venue.Parse(frame, session, sink);

        session.Change([], [market]);
        session.ApplyChanges();
        venue.Parse(frame, session, sink);
        session.Change([market], []);
        session.ApplyChanges();
        venue.Parse(frame, session, sink);

        Assert.Equal([false, true], sink.Trades.Select(t => t.Slot.FollowsBreak));
    }

    private static Print PrintAt(long id, long unixMs) => new(id, unixMs, 10_000, 1, 1, AggressorSide.Buy);
}
