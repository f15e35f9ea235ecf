using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Core.Tests.Flow.OpenInterest;

public sealed class OpenInterestBookTests
{
    private const long Minute = 60_000;
    private const long Start = 1_735_689_600_000;

    private static readonly Instrument Binance = Perp("BINANCE_FUTURES:btcusdt", ContractKind.Linear, 1);
    private static readonly Instrument Okx = Perp("OKX:BTC-USDT-SWAP", ContractKind.Linear, 0.01);
    private static readonly Instrument Deribit = Perp("DERIBIT:BTC-PERPETUAL", ContractKind.Inverse, 1);

    [Fact]
    public void Coins_contracts_and_dollars_are_made_alike()
    {
        var book = new OpenInterestBook();
        book.Add(Binance, 2, 50_000, Start);
        book.Add(Okx, 300, 50_000, Start);
        book.Add(Deribit, 100_000, 50_000, Start);

        var sums = book.Close(Start);

        Assert.Equal(
            [(OpenInterestScope.Futures, 250_000d, 5d, 2), (OpenInterestScope.Total, 350_000d, 7d, 3)],
            sums.Select(sum => (sum.Scope, sum.Usd, sum.Coins, sum.Exchanges)));
    }

    [Fact]
    public void A_venue_polled_rarely_does_not_make_the_sum_fall()
    {
        var book = new OpenInterestBook();
        book.Add(Binance, 2, 50_000, Start);
        book.Add(Okx, 100, 50_000, Start);
        book.Add(Okx, 100, 50_000, Start + (30 * Minute));

        var carried = book.Close(Start + (30 * Minute))[^1];
        var dropped = book.Close(Start + (30 * Minute) + 1)[^1];

        Assert.Equal((150_000d, 50_000d), (carried.Usd, dropped.Usd));
    }

    [Fact]
    public void A_day_is_compared_with_the_last_sum_at_least_as_old_and_at_most_26_hours()
    {
        var book = new OpenInterestBook();
        var day = 24 * 60 * Minute;
        Add(book, 100, Start);
        Add(book, 110, Start + (5 * Minute));

        var early = Add(book, 120, Start + day - 1);
        var whole = Add(book, 121, Start + day + (5 * Minute));
        var late = Add(book, 120, Start + (5 * Minute) + (26 * 60 * Minute) + 1);

        Assert.Null(early.Change24h);
        Assert.Equal(10, whole.ChangePercent!.Value, 1e-9);
        Assert.Null(late.Change24h);
    }

    [Fact]
    public void Two_hours_are_compared_by_means_of_five_minutes()
    {
        var book = new OpenInterestBook();
        for (var minute = 0; minute <= 120; minute++)
        {
            Add(book, minute < 5 ? 100 : 106, Start + (minute * Minute));
        }

        var change = book.ChangeOverTwoHours(Start + (120 * Minute));

        Assert.Equal(6, change.ChangePercent, 1e-9);
        Assert.True(change.ExceedsThreshold);
    }

    [Fact]
    public void A_reading_out_of_order_or_without_a_price_is_dropped()
    {
        var book = new OpenInterestBook();
        book.Add(Binance, 2, 50_000, Start);

        Assert.False(book.Add(Binance, 3, 50_000, Start - 1));
        Assert.False(book.Add(Binance, 3, 0, Start));
        Assert.False(book.Add(Binance, double.NaN, 50_000, Start));
        Assert.Equal((100_000d, 2d), book.Of("BINANCE_FUTURES", Start));
    }

    [Fact]
    public void A_book_without_readings_closes_without_sums()
    {
        Assert.Empty(new OpenInterestBook().Close(Start));
    }

    private static OpenInterestSum Add(OpenInterestBook book, double coins, long unixMs)
    {
        book.Add(Binance, coins, 50_000, unixMs);
        return book.Close(unixMs)[^1];
    }

    private static Instrument Perp(string id, ContractKind contract, double size) =>
        new(MarketId.Parse(id), MarketKind.Perp, contract, "BTC", "USDT", size, true);
}
