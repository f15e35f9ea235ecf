using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Core.Tests.Flow.OpenInterest;

public sealed class OpenInterestBookTests
{
    private const long Minute = 60_000;
    private const long Hour = 60 * Minute;
    private const long Start = 1_735_689_600_000;

    private static readonly MarketId Binance = MarketId.Parse("BINANCE_FUTURES:btcusdt");
    private static readonly MarketId BinanceCoin = MarketId.Parse("BINANCE_FUTURES:btcusd_perp");
    private static readonly MarketId Okx = MarketId.Parse("OKX:BTC-USDT-SWAP");
    private static readonly MarketId Deribit = MarketId.Parse("DERIBIT:BTC-PERPETUAL");

    [Fact]
    public void The_futures_sum_holds_three_venues_and_the_total_all()
    {
        var book = Book(Binance, Okx, Deribit);
        Read(book, Binance, 2, Start);
        Read(book, Okx, 3, Start);
        Read(book, Deribit, 1, Start);

        var rows = book.Close(Start);

        Assert.Equal(
            [
                ("FUTURES_AGG", "futures_aggregate", 250_000d, 5d, 2, "BINANCE_FUTURES,OKX"),
                ("TOTAL_AGG", "total_aggregate", 300_000d, 6d, 3, "BINANCE_FUTURES,DERIBIT,OKX"),
            ],
            rows.Where(IsAggregate).Select(row => (row.Exchange, row.Scope.StoredType(), row.Usd, row.Coins, row.Count, row.Members)));
    }

    [Fact]
    public void A_venue_is_the_sum_of_its_markets()
    {
        var book = Book(Binance);
        Read(book, Binance, 2, Start);
        Read(book, BinanceCoin, 0.5, Start);

        var venue = Assert.Single(book.Close(Start), row => row.Scope == OpenInterestScope.Individual);

        Assert.Equal(("BINANCE_FUTURES", 2.5, 125_000d, 2, "btcusd_perp,btcusdt"), (venue.Exchange, venue.Coins, venue.Usd, venue.Count, venue.Members));
    }

    [Fact]
    public void A_silent_venue_is_carried_for_thirty_minutes_then_there_is_no_sum_until_it_returns()
    {
        var book = Book(Binance, Okx);
        Read(book, Binance, 2, Start);
        Read(book, Okx, 1, Start);
        Read(book, Okx, 1, Start + (30 * Minute));

        var carried = Total(book.Close(Start + (30 * Minute)));
        var dropped = Total(book.Close(Start + (30 * Minute) + 1));
        Read(book, Okx, 1, Start + (31 * Minute));
        Read(book, Binance, 2, Start + (31 * Minute));
        var back = Total(book.Close(Start + (31 * Minute)));

        Assert.Equal((150_000d, null, 150_000d), (carried?.Usd, dropped?.Usd, back?.Usd));
    }

    [Fact]
    public void A_venue_of_which_one_market_is_silent_is_silent()
    {
        var book = Book(Binance);
        Read(book, Binance, 2, Start);
        Read(book, BinanceCoin, 1, Start);
        Read(book, Binance, 2, Start + (31 * Minute));

        var rows = book.Close(Start + (31 * Minute));

        Assert.Equal([OpenInterestScope.Market, OpenInterestScope.Market], rows.Select(row => row.Scope));
        Assert.Equal(["BINANCE_FUTURES"], book.Missing(OpenInterestScope.Total, Start + (31 * Minute)));
    }

    [Fact]
    public void A_delisted_market_leaves_the_sum()
    {
        var book = Book(Binance);
        Read(book, Binance, 2, Start);
        Read(book, BinanceCoin, 1, Start);
        book.List("BINANCE_FUTURES", [Binance]);
        Read(book, Binance, 2, Start + (31 * Minute));

        var total = Total(book.Close(Start + (31 * Minute)));

        Assert.Equal(100_000d, total?.Usd);
        Assert.False(book.Add(Reading(BinanceCoin, 1, Start + (32 * Minute))));
    }

    [Fact]
    public void A_venue_that_never_answered_is_waited_for_thirty_minutes()
    {
        var book = Book(Binance, Okx);
        Read(book, Binance, 2, Start);
        var first = Total(book.Close(Start));
        Read(book, Binance, 2, Start + (30 * Minute) + 1);

        var later = Total(book.Close(Start + (30 * Minute) + 1));

        Assert.Null(first);
        Assert.Equal("BINANCE_FUTURES", later?.Members);
    }

    [Fact]
    public void A_venue_that_does_not_list_the_coin_is_not_waited_for()
    {
        var book = Book(Binance, Okx);
        book.List("OKX", []);
        Read(book, Binance, 2, Start);

        Assert.Equal("BINANCE_FUTURES", Total(book.Close(Start))?.Members);
    }

    [Fact]
    public void A_venue_that_is_not_collected_and_a_reading_out_of_order_are_dropped()
    {
        var book = Book(Binance);
        Read(book, Binance, 2, Start);

        Assert.False(book.Add(Reading(Okx, 3, Start)));
        Assert.False(book.Add(Reading(Binance, 3, Start - 1)));
        Assert.Equal(100_000, Total(book.Close(Start))!.Usd);
    }

    [Fact]
    public void A_book_without_readings_closes_without_rows_and_one_whose_time_stands_too()
    {
        var book = Book(Binance);

        Assert.Empty(book.Close(Start));

        Read(book, Binance, 2, Start + 1);
        Assert.NotEmpty(book.Close(Start + 1));
        Assert.Empty(book.Close(Start + 1));
    }

    [Fact]
    public void A_day_is_compared_with_the_last_sum_at_least_as_old_and_at_most_26_hours()
    {
        var book = Book(Binance);
        Step(book, 100, Start);
        Step(book, 110, Start + (5 * Minute));

        var early = Step(book, 120, Start + (24 * Hour) - 1);
        var whole = Step(book, 121, Start + (24 * Hour) + (5 * Minute));
        var late = Step(book, 120, Start + (5 * Minute) + (26 * Hour) + 1);

        Assert.Null(early.Change24h);
        Assert.Equal(10, whole.ChangePercent!.Value, 1e-9);
        Assert.Null(late.Change24h);
    }

    [Fact]
    public void Sums_of_other_venues_are_not_compared()
    {
        var book = Book(Binance, Okx);
        book.List("OKX", []);
        Step(book, 100, Start);
        book.List("OKX", [Okx]);
        Read(book, Okx, 50, Start + (24 * Hour));

        var total = Step(book, 100, Start + (24 * Hour));

        Assert.Equal("BINANCE_FUTURES,OKX", total.Members);
        Assert.Null(total.Change24h);
    }

    [Fact]
    public void A_restart_continues_the_comparison_and_knows_whose_return_to_wait_for()
    {
        var before = Book(Binance, Okx);
        var rows = new List<OpenInterestRow>();
        for (var minute = 0; minute <= 24 * 60; minute += 5)
        {
            Read(before, Binance, 100, Start + (minute * Minute));
            Read(before, Okx, 50, Start + (minute * Minute));
            rows.AddRange(before.Close(Start + (minute * Minute)));
        }

        var after = Book(Binance, Okx);
        after.Restore(rows.OrderBy(row => row.UnixMs));
        Read(after, Binance, 112, Start + (24 * Hour) + (40 * Minute));
        var alone = Total(after.Close(Start + (24 * Hour) + (40 * Minute)));
        Read(after, Okx, 53, Start + (24 * Hour) + (41 * Minute));
        var both = Total(after.Close(Start + (24 * Hour) + (41 * Minute)));

        Assert.Null(alone);
        Assert.Equal(10, both!.ChangePercent!.Value, 1e-9);
    }

    private static bool IsAggregate(OpenInterestRow row) => row.Scope is OpenInterestScope.Futures or OpenInterestScope.Total;

    private static OpenInterestRow? Total(IReadOnlyList<OpenInterestRow> rows) => rows.SingleOrDefault(row => row.Scope == OpenInterestScope.Total);

    private static OpenInterestBook Book(params MarketId[] markets) => new("BTC", markets.Select(market => market.Exchange));

    private static MarketOpenInterest Reading(MarketId market, double coins, long unixMs) => new(market, new(coins, coins * 50_000), unixMs);

    private static void Read(OpenInterestBook book, MarketId market, double coins, long unixMs) => Assert.True(book.Add(Reading(market, coins, unixMs)));

    private static OpenInterestRow Step(OpenInterestBook book, double coins, long unixMs)
    {
        Read(book, Binance, coins, unixMs);
        return Total(book.Close(unixMs))!;
    }
}
